using System.Globalization;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using CFNSR.Repro.Models;
using CFNSR.Repro.Scores;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>
/// The clips of a run: which train, validate and test, how they become the network's input, on which device. With frozen encoders
/// and no augmentation the batches hold encodings that were computed once (<see cref="EncodedClips"/>).
/// </summary>
internal sealed class RunData : IDisposable
{
    private readonly ClipStore store;
    private readonly List<IDisposable> owned = [];
    private LoaderBatches? trainLoader, validationLoader, testLoader;
    private IBatches? train, validation, test;
    private BatchOptions? judging;
    private bool encoded;

    private RunData(Experiment experiment, ClipStore store, Split split, FoldClips parts, Device device) =>
        (Experiment, this.store, Split, Parts, Device, Hash) = (experiment, store, split, parts, device, store.Hash);

    public Experiment Experiment { get; }

    public Split Split { get; }

    /// <summary>Clip numbers of the three parts.</summary>
    public FoldClips Parts { get; }

    public Device Device { get; }

    /// <summary>The clip store.</summary>
    public ClipStore Store => store;

    /// <summary>The store's array of sound features that the network reads; null for none. Known after <see cref="Load"/>.</summary>
    public string? SoundArray => judging?.AudioArray;

    /// <summary>The store's array of action units that the network reads; null for none. Known after <see cref="Load"/>.</summary>
    public string? UnitArray => judging?.UnitArray;

    /// <summary>How sound and action units are scaled. Known after <see cref="Load"/>.</summary>
    public RunStandardizers Standardizers { get; private set; } = new(null, null);

    /// <summary>Names of all clips in the store, to which batches point.</summary>
    public IReadOnlyList<ClipName> Names => store.Names;

    /// <summary>Hash of the store.</summary>
    public string Hash { get; }

    /// <summary>Whether the picture is drawn.</summary>
    public bool Synthetic => store.IsSynthetic && Experiment.Video != "tracking";

    public IBatches Train => Experiment.ShuffleLabels ? new ShuffledLabels(train!, Experiment.Seed, Parts.Train, Names) : train!;

    /// <summary>The validation actors; null with <c>validation=none</c>.</summary>
    public IBatches? Validation => validation;

    public IBatches Test => test!;

    /// <summary>What the test fold lacks, in words: actors without clips, emotions that no clip shows. Empty for a whole fold.</summary>
    public IReadOnlyList<string> Gaps()
    {
        var fold = Split.Folds.First(candidate => candidate.Number == Experiment.Fold);
        var test = Parts.Test.Select(clip => Names[clip]).ToArray();
        int[] absent = [.. fold.TestActors.Except(test.Select(name => name.Actor))];
        string[] unseen = [.. Enum.GetValues<Emotion>().Except(test.Select(name => name.Emotion)).Select(emotion => emotion.ToString().ToLowerInvariant())];
        var gaps = new List<string>();
        if (absent.Length > 0) gaps.Add("no clips of test actors " + string.Join(", ", absent.Select(actor => actor.ToString("00", CultureInfo.InvariantCulture))));
        if (unseen.Length > 0) gaps.Add("no test clips that show " + string.Join(", ", unseen));
        string[] failed = [.. store.Problems.Select(problem => Path.GetFileName(problem.File)).Distinct()];
        if (failed.Length > 0) gaps.Add(string.Create(CultureInfo.InvariantCulture, $"{failed.Length} files of the store could not be prepared: {string.Join(", ", failed.Take(5))}{(failed.Length > 5 ? ", …" : "")}"));
        return gaps;
    }

    /// <summary>Steps of a training epoch, after the settings that shorten it.</summary>
    public int TrainSteps
    {
        get
        {
            int limit = Experiment.FastDevRun ? 1 : Math.Max(Experiment.LimitTrainBatches, Experiment.OverfitBatches);
            return limit > 0 ? Math.Min(limit, Train.Steps) : Train.Steps;
        }
    }

    /// <summary>Opens the store and divides its clips.</summary>
    /// <exception cref="KitException">The store, the split, the fold or the device does not exist.</exception>
    public static RunData Open(Experiment experiment)
    {
        var device = Devices.Resolve(experiment.Device);
        Devices.SetThreads(experiment.Threads);
        Devices.SetTf32(device, experiment.Tf32);
        var store = ClipStore.Open(experiment.Store);
        try
        {
            store.CheckReady();
            var split = Split.Load(experiment.Split);
            int validationActors = experiment.Validation == "none" ? 0 : experiment.ValidationActors;
            var parts = split.Assign(store.Names, experiment.Fold, validationActors, experiment.Seed);
            if (parts.Train.Count > 1) return new RunData(experiment, store, split, parts, device);
            throw new KitException("holds one clip to train on", experiment.Store, "at least two", "Prepare more clips, or choose another fold.");
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Refuses clips that a run was not made from: its standardisation would be another.</summary>
    /// <exception cref="KitException">The store has changed since.</exception>
    public void CheckMadeFrom(RunReader run)
    {
        if (!run.Finished || run.Report.DataHash is not { } hash || hash == Hash) return;
        throw new KitException("has changed since the run was trained", Store.Directory, cure: "Prepare it as it was, or train again.");
    }

    /// <summary>Makes the loaders for what the network reads. Standardisation comes from the run's own training clips alone.</summary>
    /// <param name="model">The network.</param>
    /// <param name="testFold">The fold to judge; null for the run's own.</param>
    /// <param name="run">The folder of a run that has begun, whose standardisation is taken where it is there; null measures it.</param>
    /// <exception cref="KitException">The store does not hold it, or in another size.</exception>
    public void Load(EmotionModel model, int? testFold = null, string? run = null)
    {
        VideoInput? seen = model.UsesVideo ? Experiment.ToVideoInput() : null;
        string? units = Experiment.UnitArray(model), array = model.SoundArray();
        if (seen == VideoInput.Frames) CheckFrames();
        if (units is not null) CheckUnits(units);
        if (array is not null) CheckSound(array);
        var order = Experiment.ToChannelOrder();
        FrameTransform? plain = seen == VideoInput.Frames ? ImageNet.Normalise(order) : null, augmented = plain;
        if (plain is not null && Experiment.Augment)
        {
            augmented = FrameAugmentation.Create(
                Experiment.Seed, new AugmentationOptions { PerClip = Experiment.AugmentUnit == "corrected", ChannelOrder = order });
        }

        Standardizers = (run is null ? null : RunStandardizers.Read(run, array, units)) ?? new RunStandardizers(
            array is null ? null : Standardizer.Fit(store, Parts.Train, Norm(Experiment.MfccNorm), array),
            units is null ? null : Standardizer.Fit(store, Parts.Train, Norm(Experiment.UnitNorm), units));
        var (standardizer, scale) = Standardizers;
        var altered = Alterations(array);
        judging = new BatchOptions
        {
            BatchSize = Experiment.JudgingBatch, Seed = Experiment.Seed, Workers = Math.Max(1, Experiment.Workers),
            Frames = plain, UnitArray = units, Units = scale?.Transform, AudioArray = array, Audio = standardizer?.Transform,
        };
        train = trainLoader = Loader(Parts.Train, judging with
        {
            BatchSize = Experiment.Batch, Shuffle = true, Frames = augmented,
            Audio = standardizer is null || altered.IsOff ? judging.Audio : SpecAugment.Create(Experiment.Seed, altered, standardizer),
        });
        if (Parts.Validation.Count > 0) validation = validationLoader = Loader(Parts.Validation, judging);
        var judged = testFold is { } fold && fold != Experiment.Fold ? Split.Assign(store.Names, fold, 0, Experiment.Seed) : Parts;
        test = testLoader = Loader(judged.Test, judging);
    }

    /// <summary>Computes the encodings once, where that is exact; else does nothing.</summary>
    public void Encode(EmotionModel model)
    {
        if (!Experiment.FreezeEncoders || !model.CanCacheEncodings || (judging!.Frames is not null && Experiment.Augment)) return;
        if (Experiment.Mixup > 0 || !Alterations(judging!.AudioArray).IsOff) return;
        train = Encoded(Parts.Train, trainLoader!, Experiment.Batch);
        if (validationLoader is not null) validation = Encoded(Parts.Validation, validationLoader, Experiment.JudgingBatch);
        test = Encoded(Parts.Test, testLoader!, Experiment.JudgingBatch);
        encoded = true;

        EncodedClips Encoded(IReadOnlyList<int> clips, LoaderBatches like, int batch)
        {
            string? file = Experiment.Encodings.Length == 0 ? null
                : Path.Combine(Experiment.Encodings, EncodingKey.Of(Experiment, Hash, model, Parts.Train, clips));
            var result = EncodedClips.Of(model, Stand, Loader(clips, judging!), like, Names, batch, Device, file);
            owned.Add(result);
            return result;
        }
    }

    /// <summary>The network's output for a batch: all of it, or the head alone on encodings.</summary>
    public Tensor Forward(EmotionModel model, Batch batch)
    {
        var (video, audio) = Stand(batch);
        return encoded ? model.Fuse(video, audio) : model.call(video, audio);
    }

    /// <summary>Judges a set of clips.</summary>
    public Judgement Judge(EmotionModel model, IBatches batches)
    {
        var all = batches.Epoch(1);
        return Judgement.Of(model, batch => Forward(model, batch), Experiment.FastDevRun ? all.Take(1) : all, Names);
    }

    /// <summary>Judges the run's own test fold with other input than the stored one.</summary>
    /// <param name="model">The network.</param>
    /// <param name="picture">From the usual way of frames into the network to another one.</param>
    /// <param name="units">The same for action units.</param>
    /// <param name="sound">The same for sound features.</param>
    public Judgement JudgeTest(
        EmotionModel model, Func<FrameTransform, FrameTransform> picture, Func<FeatureTransform, FeatureTransform> units,
        Func<FeatureTransform, FeatureTransform> sound) => Judge(model, Loader(Parts.Test, judging! with
        {
            Frames = judging.Frames is { } frames ? picture(frames) : null, Units = judging.Units is { } faces ? units(faces) : null,
            Audio = judging.Audio is { } audio ? sound(audio) : null,
        }));

    /// <summary>The actors of some clips, ascending.</summary>
    public IReadOnlyList<int> ActorsOf(IEnumerable<int> clips) => clips.Select(clip => Names[clip].Actor).Distinct().Order().ToArray();

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var item in owned) item.Dispose();
        store.Dispose();
    }

    /// <summary>A network ignores the modality that it does not use; the other one stands in its place.</summary>
    private static (Tensor Video, Tensor Audio) Stand(Batch batch) => (batch.Video ?? batch.Audio!, batch.Audio ?? batch.Video!);

    /// <summary>How training sound is altered: shifts and masks in frequency are for log-mel alone.</summary>
    private SpecAugmentOptions Alterations(string? array)
    {
        bool mel = array == StoreArray.LogMel;
        return array is null ? new SpecAugmentOptions() : new SpecAugmentOptions
        {
            TimeMask = Experiment.TimeMask, TimeShift = Experiment.TimeShift, MelMask = mel ? Experiment.MelMask : 0, MelShift = mel ? Experiment.MelShift : 0,
        };
    }

    private static FeatureNorm Norm(string word) => word switch
    {
        "train-fold" => FeatureNorm.TrainFold,
        "per-clip" => FeatureNorm.PerClip,
        "min-max" => FeatureNorm.MinMax,
        _ => FeatureNorm.None,
    };

    private LoaderBatches Loader(IReadOnlyList<int> clips, BatchOptions options) => new(new BatchLoader(store, clips, options), Device);

    private void CheckSound(string array)
    {
        if (array != StoreArray.Mfcc || !store.Has(array)) return; // a missing array is reported by the loader
        string? padding = store.Arrays.First(a => a.Name == array).Parameters.GetValueOrDefault("padding");
        if (padding is null || padding == Experiment.MfccPad) return;
        throw new KitException($"holds MFCC with padding {padding}, the settings ask for {Experiment.MfccPad}", store.Directory,
            cure: $"Set mfcc_pad={padding}, or prepare the store again.");
    }

    private void CheckUnits(string array)
    {
        if (store.Has(array)) return;
        if (store.Has(StoreArray.Units))
        {
            throw new KitException("holds means of action units, no face tracking frame by frame", store.Directory, "tracking of every clip as a CSV with a row a frame",
                "Set video_encoder=mlp or tokens, or fetch the frames: cfnsr data get DIR --what tracking.");
        }

        throw new KitException("holds no face tracking", store.Directory, cure: "Prepare it with video=tracking from a folder that holds the tracking too.");
    }

    private void CheckFrames()
    {
        if (Experiment.Video == "avatars" && !store.IsSynthetic)
            throw new KitException("holds no drawn faces", store.Directory, cure: "Set video=frames, or draw them: cfnsr avatars --out DIR.");
        var shape = store.FrameShape;
        if (shape == new FrameShape(Experiment.Frames, Experiment.ImageSize, Experiment.ImageSize)) return;
        throw new KitException(
            string.Create(CultureInfo.InvariantCulture, $"holds frames of {shape}, the settings ask for {Experiment.Frames}x{Experiment.ImageSize}x{Experiment.ImageSize}"),
            store.Directory, cure: string.Create(CultureInfo.InvariantCulture, $"Set frames={shape.T} image_size={shape.W}, or prepare the store again."));
    }
}
