using System.Security.Cryptography;
using CFNSR.Repro.Data;
using CFNSR.Repro.Models;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>
/// Checkpoints, caches and stores from elsewhere, whose checksums are right: they are read as numbers or refused, and nothing in them is ever run.
/// TorchSharp ends the process where shapes do not fit some functions; that never gets so far.
/// </summary>
public sealed class UntrustedFilesTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    /// <summary>A pickle that would make a file when Python loads it: GLOBAL posix.system, its argument, REDUCE, STOP.</summary>
    private byte[] Pickle => [0x80, 2, .. "cposix\nsystem\n"u8, .. System.Text.Encoding.UTF8.GetBytes($"(V touch '{folder["ran"]}'\n"), .. "tR."u8];

    [Theory]
    [InlineData("model.dat")]
    [InlineData("optimizer.dat")]
    [InlineData("state.json")]
    public void A_checkpoint_that_is_something_else_is_refused(string name)
    {
        var experiment = TinyStore.Audio(TinyStore.Make(folder["store"])) with { Epochs = 1 };
        Trainer.Start(experiment, folder["runs"]);
        string run = folder["runs", "tiny", "version_0"];
        using var model = ModelZoo.Create(experiment.ToModelOptions());
        byte[] whole = File.ReadAllBytes(Path.Combine(run, "checkpoints", "last", name));
        var random = new Random(5);
        byte[] noise = new byte[2000];
        random.NextBytes(noise);
        byte[] huge = [.. Enumerable.Repeat((byte)0xff, 9), 0x7f, .. whole]; // a count or length beyond all bounds
        foreach (byte[] content in (byte[][])[Pickle, [], noise, huge, whole[..(whole.Length / 2)], [0x01, .. "\x05hello"u8, 0x06, 0x7f, .. noise]])
        {
            foreach (string checkpoint in (string[])["last", "previous"]) Replace(Path.Combine(run, "checkpoints", checkpoint), name, content);
            if (name != "optimizer.dat") Refused(() => Checkpoint.Load(Path.Combine(run, "checkpoints", "last"), model));
            File.Delete(Path.Combine(run, "metrics.json"));
            Refused(() => Trainer.Resume(run));
        }

        Assert.False(File.Exists(folder["ran"]));

        void Refused(Action read)
        {
            var error = Assert.Throws<KitException>(read);
            Assert.Contains(Path.Combine(run, "checkpoints"), error.Message, StringComparison.Ordinal);
            Assert.NotNull(error.Cure);
        }
    }

    [Fact]
    public void Arrays_of_python_objects_are_refused()
    {
        byte[] head = new byte[128];
        head.AsSpan().Fill((byte)' ');
        ((byte[])[0x93, .. "NUMPY"u8, 1, 0, 118, 0, .. "{'descr': '|O', 'fortran_order': False, 'shape': (1,), }"u8]).CopyTo(head, 0);
        head[127] = (byte)'\n';
        string file = folder.Write("objects.npy", [.. head, .. Pickle]);
        Assert.Contains("|O", Assert.Throws<KitException>(() => Npy.Read<float>(file)).Message, StringComparison.Ordinal);
        Assert.Throws<KitException>(() => Npy.Map<byte>(file).Dispose());
        Assert.False(File.Exists(folder["ran"]));
    }

    [Theory]
    [InlineData("audio", 13, 100)]
    [InlineData("audio", 20, 212)]
    [InlineData("cfnsr-msafnet", 12, 212)]
    [InlineData("cfnsr-msafnet", 13, 40)]
    [InlineData("erann", 64, 150)]
    public void Sound_of_another_shape_than_the_network_reads_is_refused(string system, int coefficients, int steps)
    {
        string array = system == "erann" ? StoreArray.LogMel : StoreArray.Mfcc;
        ClipName[] names = [.. ((int[])[1, 2, 5, 6, 9, 10]).SelectMany(actor => ClipName.SpeechOf(actor).Take(2))];
        List<StoreArray> arrays = [new(array, "<f4", [coefficients, steps], new Dictionary<string, string>())];
        if (system == "cfnsr-msafnet") arrays.Add(new(StoreArray.Frames, "|u1", [2, 16, 16, 3], new Dictionary<string, string>()));
        using (var writer = ClipStoreWriter.Open(folder["store"], names, arrays))
        {
            foreach (ClipName name in names)
            {
                foreach (StoreArray part in arrays) writer.Write(name, part.Name, new SourceStamp("made-up", 0, "", ""), new byte[part.RowBytes]);
            }
        }

        var experiment = TinyStore.Fusion(folder["store"]) with { System = system, ErannWidth = 1, ErannBlocks = 1, LogMel = "erann" };
        var error = Assert.Throws<KitException>(() => Trainer.Start(experiment, folder["runs"]));
        Assert.Contains(FormattableString.Invariant($"{coefficients}"), error.Message, StringComparison.Ordinal);
        Assert.NotNull(error.Cure);
    }

    private static void Replace(string checkpoint, string name, byte[] content)
    {
        if (!Directory.Exists(checkpoint)) return;
        File.WriteAllBytes(Path.Combine(checkpoint, name), content);
        string hashes = Path.Combine(checkpoint, "sha256.txt");
        File.WriteAllLines(hashes, File.ReadAllLines(hashes).Select(line => line[66..] == name ? Convert.ToHexStringLower(SHA256.HashData(content)) + "  " + name : line));
    }
}
