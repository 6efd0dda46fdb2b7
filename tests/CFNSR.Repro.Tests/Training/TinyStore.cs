using System.Runtime.InteropServices;
using CFNSR.Repro.Data;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

/// <summary>
/// A clip store with made-up features that a network can learn in a few steps: every class raises its own coefficient and brightens its own
/// part of the picture. Actors 1, 2, 5, 6, 9 and 10: fold 1 of msaf6 tests the first two.
/// </summary>
internal static class TinyStore
{
    public const int Frames = 2, Size = 16;

    private const int Mels = 64, MelFrames = 150; // LogMelOptions.Small
    private const int Points = 78;

    private static readonly int[] Actors = [1, 2, 5, 6, 9, 10];

    private static readonly SourceStamp Source = new("made-up.wav", 0, "2000-01-01T00:00:00.0000000Z", new string('0', 64));

    /// <summary>
    /// Makes the store: 6 actors (or the first of them) with 8 clips each, one of every class; the log-mel array, if asked for, has
    /// the size of preset smoke. Clips may be renamed, and so labelled otherwise.
    /// </summary>
    public static string Make(
        string folder, bool video = false, float noise = 20, int frames = Frames, int size = Size, bool logMel = false, int actors = 6,
        Func<ClipName, ClipName>? rename = null, bool units = false)
    {
        var names = Actors.Take(actors).SelectMany(actor => Emotions.All.Select(emotion =>
            new ClipName(Modality.AudioVisual, false, emotion, 1, 1, 1, actor))).Select(rename ?? (name => name)).ToArray();
        var arrays = new List<StoreArray> { new(StoreArray.Mfcc, "<f4", [13, 212], new Dictionary<string, string>()) };
        if (video) arrays.Add(new StoreArray(StoreArray.Frames, "|u1", [frames, size, size, 3], new Dictionary<string, string>()));
        if (logMel) arrays.Add(new StoreArray(StoreArray.LogMel, "<f4", [Mels, MelFrames], new Dictionary<string, string>()));
        if (units) arrays.AddRange([new StoreArray(StoreArray.Units, "<f4", [35, 1], new Dictionary<string, string>()), new StoreArray(StoreArray.UnitFrames, "<f4", [35, 78], new Dictionary<string, string>())]);
        using var writer = ClipStoreWriter.Open(folder, names, arrays);
        for (int clip = 0; clip < names.Length; clip++)
        {
            var random = KeyedRandom.For(7, 0, clip, "tiny store");
            var features = new float[13 * 212];
            for (int i = 0; i < features.Length; i++) features[i] = (float)(noise * random.NextNormal()) + (i / 212 == names[clip].Label ? 15 : 0);
            writer.Write(names[clip], StoreArray.Mfcc, Source, MemoryMarshal.AsBytes(features.AsSpan()));
            if (video)
            {
                var pixels = new byte[frames * size * size * 3];
                for (int i = 0; i < pixels.Length; i++) pixels[i] = (byte)(random.NextInt(100) + (i / 3 % size * 8 / size == names[clip].Label ? 100 : 0));
                writer.Write(names[clip], StoreArray.Frames, Source, pixels);
            }

            if (units) WriteUnits(writer, names[clip], random);
            if (!logMel) continue;
            var mels = new float[Mels * MelFrames];
            for (int i = 0; i < mels.Length; i++) mels[i] = (float)(noise * random.NextNormal()) + (i / MelFrames * 8 / Mels == names[clip].Label ? 15 : 0);
            writer.Write(names[clip], StoreArray.LogMel, Source, MemoryMarshal.AsBytes(mels.AsSpan()));
        }

        return folder;
    }

    /// <summary>Every class has four action units of its own that are higher; over time they rise and fall around their mean.</summary>
    private static void WriteUnits(ClipStoreWriter writer, ClipName name, KeyedRandom random)
    {
        float[] means = [.. Enumerable.Range(0, 35).Select(unit => (float)(random.NextInt(100) / 100.0) + (unit / 4 == name.Label ? 1.5f : 0))];
        float[] frames = [.. means.SelectMany(mean => Enumerable.Range(0, 78).Select(t => mean + (t % 2 == 0 ? 0.1f : -0.1f)))];
        writer.Write(name, StoreArray.Units, Source, MemoryMarshal.AsBytes(means.AsSpan()));
        writer.Write(name, StoreArray.UnitFrames, Source, MemoryMarshal.AsBytes(frames.AsSpan()));
    }

    /// <summary>Settings for sound and face tracking.</summary>
    public static Experiment Tracking(string store) => Presets.Get("tracking") with
    {
        Name = "tiny", Store = store, Workers = 1, Epochs = 2, Batch = 8, ValidationActors = 1, AudioLayers = 1, CheckpointEvery = 1,
    };

    /// <summary>Copies a store, with other contents for the clips of some actors. Names, and so labels, stay.</summary>
    /// <param name="from">The store.</param>
    /// <param name="to">Folder of the copy.</param>
    /// <param name="actors">Whose clips change.</param>
    /// <param name="alter">Changes the values of one clip's array in place; the last argument is the clip's label.</param>
    public static string Altered(string from, string to, IReadOnlyCollection<int> actors, Action<float[], int> alter)
    {
        using var store = ClipStore.Open(from);
        using var writer = ClipStoreWriter.Open(to, store.Names, store.Arrays);
        foreach (var array in store.Arrays)
        {
            for (int clip = 0; clip < store.Count; clip++)
            {
                bool picture = array.Name == StoreArray.Frames;
                byte[] before = picture ? store.Frames(clip).ToArray() : [];
                float[] values = picture ? [.. before.Select(pixel => (float)pixel)] : store.Features(array.Name, clip).ToArray();
                if (actors.Contains(store.Names[clip].Actor)) alter(values, store.Names[clip].Label);
                byte[] pixels = picture ? [.. values.Select(value => (byte)Math.Clamp(value, 0, 255))] : [];
                writer.Write(store.Names[clip], array.Name, Source, picture ? pixels : MemoryMarshal.AsBytes(values.AsSpan()));
            }
        }

        return to;
    }

    /// <summary>Settings for such a store: sound only, four training actors of which one validates.</summary>
    public static Experiment Audio(string store) => new()
    {
        Name = "tiny", System = "audio", Store = store, Device = "cpu", Threads = 1, Workers = 1, Epochs = 4, Batch = 8, ValidationActors = 1, Augment = false,
    };

    /// <summary>Settings for sound and picture through the paper's network, very small.</summary>
    public static Experiment Fusion(string store) => Audio(store) with
    {
        System = "cfnsr-msafnet", Frames = Frames, ImageSize = Size, VideoBlocks = "1,1,1,1", VideoWidth = 2, Cardinality = 2, AudioLayers = 1,
    };
}
