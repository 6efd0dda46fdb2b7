namespace CFNSR.Repro.Training;

/// <summary>Named starting points. The code is the same for all; only the settings differ. Taught in notebook 06.</summary>
public static class Presets
{
    private static readonly (string Name, string Purpose, Experiment Experiment)[] Known =
    [
        ("paper", "The paper's setting at full size: ResNeXt3D-50 on 30 frames of 224 pixels, 45 epochs. Needs a GPU with 24 GB.", new Experiment { Name = "paper" }),
        ("classroom", "Drawn faces and spoken sentences (avatars), a narrow network: minutes on two CPU cores.", Classroom("classroom")),
        ("audio", "Real sound only: the MFCC CNN on RAVDESS WAV files, on a CPU.", new Experiment
        {
            Name = "audio", System = "audio", Augment = false, Device = "cpu",
        }),
        ("erann", "Real sound only: a small ERANN on log-mel spectrograms of RAVDESS WAV files, on a CPU.", new Experiment
        {
            Name = "erann", System = "erann", Augment = false, Device = "cpu", LogMel = "small", ErannWidth = 1, ErannBlocks = 1,
            TimeMask = 20, MelMask = 8, TimeShift = 15, MelShift = 2, LabelSmoothing = 0.05,
            Optimizer = "adamw", WeightDecay = 1e-2, Schedule = "one-cycle", Epochs = 40,
        }),
        ("tracking", "Real sound and real faces: RAVDESS's WAV files and its published face tracking, minutes on two CPU cores.", new Experiment
        {
            Name = "tracking", Video = "tracking", Augment = false, MfccNorm = "none", Device = "cpu", Threads = 1, CheckpointEvery = 15,
            AudioPooling = "mean", ConcatHidden = "", LogMel = "small", ErannWidth = 1, ErannBlocks = 1,
        }),
        ("smoke", "Seconds: does every part connect? The numbers mean nothing.", Classroom("smoke") with
        {
            Frames = 4, ImageSize = 32, VideoWidth = 4, Cardinality = 2, Epochs = 2, Batch = 8, ValidationActors = 1, Workers = 1,
            ErannWidth = 1, ErannBlocks = 1, LogMel = "small",
        }),
        ("cfnsr-as-published", "CFN-SR with every deviation of its published code.", new Experiment
        {
            Name = "cfnsr-as-published", System = "cfn-sr", Split = "cfnsr5", Validation = "none", Epochs = 70,
            StemRelu = "as-published", BatchAttention = "as-published", ChannelOrder = "as-published", AugmentUnit = "as-published",
            CropOrder = "as-published", FaceBox = "landmarks", MfccNorm = "none", MfccPad = "reflect",
            AudioPadding = "as-published", ModalityDropout = 0,
        }),
        ("msaf-as-published", "MSAF with every deviation of its published code.", new Experiment
        {
            Name = "msaf-as-published", System = "msaf", Split = "msaf6", Validation = "none", Epochs = 70, Batch = 4,
            StemRelu = "as-published", BlockMask = "as-published", ChannelOrder = "as-published", AugmentUnit = "as-published",
            CropOrder = "as-published", FaceBox = "landmarks", MfccNorm = "none", MfccPad = "reflect",
            ModalityDropout = 0,
        }),
    ];

    /// <summary>The names, in the order in which a reader should meet them.</summary>
    public static IReadOnlyList<string> Names { get; } = Known.Select(preset => preset.Name).ToArray();

    /// <summary>The settings of a preset.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="KitException">There is no such preset; the nearest is named.</exception>
    public static Experiment Get(string name) => Find(name).Experiment;

    /// <summary>What a preset is for, in one line.</summary>
    /// <param name="name">One of <see cref="Names"/>.</param>
    /// <exception cref="KitException">There is no such preset; the nearest is named.</exception>
    public static string Purpose(string name) => Find(name).Purpose;

    private static (string Name, string Purpose, Experiment Experiment) Find(string name)
    {
        foreach (var preset in Known)
        {
            if (preset.Name == name) return preset;
        }

        string nearest = Names.MinBy(known => Settings.Distance(name, known))!;
        throw new KitException($"there is no preset '{name}'", expected: string.Join(", ", Names), cure: $"Did you mean {nearest}?");
    }

    private static Experiment Classroom(string name) => new()
    {
        Name = name, Frames = 8, ImageSize = 64, VideoBlocks = "1,1,1,1", VideoWidth = 8, Cardinality = 4, Epochs = 15,
        FaceBox = "centre", ModalityDropout = 0.2, Device = "cpu",
    };
}
