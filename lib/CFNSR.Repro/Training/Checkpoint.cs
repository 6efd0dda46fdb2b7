using System.Security.Cryptography;
using System.Text.Json;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>
/// Weights, optimiser and state of a run in a folder of its own, with the SHA-256 of each file. A checkpoint is written beside the old
/// one and renamed, and the one before is kept, so that at every moment at least one whole checkpoint is on disk. Taught in notebook 06.
/// </summary>
public static class Checkpoint
{
    /// <summary>Folder of the newest checkpoint.</summary>
    public const string Last = "last";

    /// <summary>Folder of the checkpoint before it.</summary>
    public const string Previous = "previous";

    /// <summary>Folder of the selected epoch: best on validation actors, or on the test fold with <c>validation=none</c>.</summary>
    public const string Best = "best";

    private const string Model = "model.dat";
    private const string Optimizer = "optimizer.dat";
    private const string State = "state.json";
    private const string Hashes = "sha256.txt";
    private const string Unfinished = ".unfinished";
    private const string Discarded = ".discarded";

    private static readonly JsonSerializerOptions Compact = new(Json.Options) { WriteIndented = false };

    /// <summary>Writes a checkpoint.</summary>
    /// <param name="root">The run's <c>checkpoints</c> folder.</param>
    /// <param name="name"><see cref="Last"/> (the one before becomes <see cref="Previous"/>) or <see cref="Best"/>.</param>
    /// <param name="model">The network.</param>
    /// <param name="optimizer">Its optimiser; null where it is not needed again (best).</param>
    /// <param name="state">The rest.</param>
    /// <exception cref="KitException">The disk is full or the folder cannot be written; the old checkpoint stands.</exception>
    public static void Save(string root, string name, nn.Module model, TorchSharp.Modules.OptimizerHelper? optimizer, CheckpointState state)
    {
        string unfinished = Path.Combine(root, Unfinished), target = Path.Combine(root, name);
        try
        {
            Directory.CreateDirectory(root);
            Remove(unfinished);
            Directory.CreateDirectory(unfinished);
            model.save(Path.Combine(unfinished, Model));
            optimizer?.save_state_dict(Path.Combine(unfinished, Optimizer));
            File.WriteAllText(Path.Combine(unfinished, State), JsonSerializer.Serialize(state, Compact));
            File.WriteAllText(Path.Combine(unfinished, Hashes), HashesOf(unfinished));

            if (Directory.Exists(target)) Retire(root, name, target);
            Directory.Move(unfinished, target);
            Remove(Path.Combine(root, Discarded));
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"cannot be written: {error.Message}", target,
                cure: "Check that the disk has room, then resume the run: the checkpoint before this one is whole.", inner: error);
        }
    }

    /// <summary>Reads the newest whole checkpoint of a run into a network and its optimiser.</summary>
    /// <param name="root">The run's <c>checkpoints</c> folder.</param>
    /// <param name="model">A network of the same settings.</param>
    /// <param name="optimizer">Its optimiser.</param>
    /// <param name="note">What the user should know: a damaged checkpoint that was passed over. Else null.</param>
    /// <returns>The state, or null when there is no checkpoint and the run starts from the beginning.</returns>
    public static CheckpointState? LoadNewest(string root, nn.Module model, TorchSharp.Modules.OptimizerHelper optimizer, out string? note)
    {
        note = null;
        foreach (string name in new[] { Last, Previous })
        {
            string folder = Path.Combine(root, name);
            if (!Directory.Exists(folder)) continue;
            if (Damage(folder) is { } damage)
            {
                note = $"{folder} {damage}; the run goes on from the checkpoint before it.";
                Remove(folder); // or the next checkpoint would keep it and discard the whole one
                continue;
            }

            var state = Read(folder, () =>
            {
                model.load(Path.Combine(folder, Model));
                optimizer.load_state_dict(Path.Combine(folder, Optimizer));
            });
            Remove(Path.Combine(root, Unfinished)); // left by a process that was killed while it saved
            Remove(Path.Combine(root, Discarded));
            return state;
        }

        if (note is not null) note = note.Replace("from the checkpoint before it", "from the beginning", StringComparison.Ordinal);
        return null;
    }

    /// <summary>Reads the weights of one checkpoint, for evaluation or a warm start.</summary>
    /// <param name="folder">The folder of the checkpoint, e.g. <c>runs/audio/version_0/checkpoints/best</c>.</param>
    /// <param name="model">A network of the same settings.</param>
    /// <returns>The state that stands beside the weights.</returns>
    /// <exception cref="KitException">There is no checkpoint, it is damaged, or it belongs to another network.</exception>
    public static CheckpointState Load(string folder, nn.Module model)
    {
        if (!Directory.Exists(folder)) throw new KitException("there is no such checkpoint", folder, cure: "Train the run first.");
        if (Damage(folder) is { } damage) throw new KitException(damage, folder, cure: "Use another checkpoint, or train the run again.");
        return Read(folder, () => model.load(Path.Combine(folder, Model)));
    }

    /// <summary>Reads weights and state. Files from elsewhere may hold anything: they are numbers that fit, or they are refused.</summary>
    private static CheckpointState Read(string folder, Action load)
    {
        try
        {
            load();
            return JsonSerializer.Deserialize<CheckpointState>(File.ReadAllText(Path.Combine(folder, State)), Json.Options) ?? throw new JsonException("it is empty");
        }
        catch (Exception error) when (error is not KitException)
        {
            throw new KitException($"belongs to another network, or is no checkpoint: {error.Message}", folder,
                cure: "Use the settings in the run's config.json, or another checkpoint.", inner: error);
        }
    }

    /// <summary>Hash of a checkpoint's weights, as its list says.</summary>
    /// <exception cref="KitException">There is no checkpoint, or it is damaged.</exception>
    internal static string WeightsHash(string folder)
    {
        string list = Path.Combine(folder, Hashes);
        return (File.Exists(list) ? File.ReadAllLines(list).FirstOrDefault(line => line.EndsWith(Model, StringComparison.Ordinal)) : null)?[..64]
            ?? throw new KitException("there is no whole checkpoint", folder, cure: "Train the run again.");
    }

    /// <summary>What is wrong with a checkpoint's files, or null when their hashes are as written.</summary>
    internal static string? Damage(string folder)
    {
        string hashes = Path.Combine(folder, Hashes);
        if (!File.Exists(hashes)) return $"is damaged: {Hashes} is missing";
        foreach (string line in File.ReadAllLines(hashes))
        {
            if (line.Length < 67) return $"is damaged: {Hashes} is cut off";
            string file = Path.Combine(folder, line[66..]);
            if (!File.Exists(file)) return $"is damaged: {line[66..]} is missing";
            if (Hash(file) != line[..64]) return $"is damaged: {line[66..]} is not what was written";
        }

        return null;
    }

    /// <summary>Makes room for the new checkpoint. Whatever moment the process dies at, last or previous is whole.</summary>
    private static void Retire(string root, string name, string target)
    {
        string discarded = Path.Combine(root, Discarded);
        Remove(discarded);
        if (name != Last)
        {
            Directory.Move(target, discarded);
            return;
        }

        string previous = Path.Combine(root, Previous);
        if (Directory.Exists(previous)) Directory.Move(previous, discarded);
        Directory.Move(target, previous);
    }

    /// <summary>The format of sha256sum, so that <c>sha256sum -c</c> checks it too.</summary>
    private static string HashesOf(string folder) => string.Concat(Directory.GetFiles(folder).Order(StringComparer.Ordinal)
        .Select(file => $"{Hash(file)}  {Path.GetFileName(file)}\n"));

    internal static string Hash(string file)
    {
        using var stream = File.OpenRead(file);
        return Convert.ToHexStringLower(SHA256.HashData(stream));
    }

    private static void Remove(string folder)
    {
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
    }
}
