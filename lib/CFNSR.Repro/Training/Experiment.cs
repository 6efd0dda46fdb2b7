using System.Text.Json;

namespace CFNSR.Repro.Training;

/// <summary>
/// Every setting of one training run: flat, immutable, and saved as <c>config.json</c> beside the results. Keys are the property
/// names in snake_case; <see cref="Presets"/> has the starting points and <see cref="Overrides"/> changes single keys.
/// Settings that a system does not have (heads of a late fusion) are ignored by it. Taught in notebook 06.
/// </summary>
public sealed record Experiment
{
    // The run

    /// <summary>Name of the run; its folder is runs/NAME/version_N. May contain slashes. Default run; free text. Source: the kit.</summary>
    [Setting("Name of the run; its folder is runs/NAME/version_N. May contain slashes.")]
    public string Name { get; init; } = "run";

    /// <summary>Which system is trained: a row of Table 2, a stream alone, or one that the introduction names. Default cfnsr-msafnet; a name of ModelZoo.Systems. Source: the paper, Table 2.</summary>
    [Setting("Which system is trained: a row of Table 2, a stream alone, or one that the introduction names.")]
    public string System { get; init; } = "cfnsr-msafnet";

    /// <summary>Seed of the weights, the order of clips, augmentation, dropout and the choice of validation actors. Default 0; a whole number. Source: the kit.</summary>
    [Setting("Seed of the weights, the order of clips, augmentation, dropout and the choice of validation actors.", Min = 0)]
    public int Seed { get; init; }

    /// <summary>Which fold of the split is the test fold. Default 1; fold number, from 1. Source: data/paper/models.md §7.1.</summary>
    [Setting("Which fold of the split is the test fold.", Min = 1)]
    public int Fold { get; init; } = 1;

    /// <summary>Where tensors live. Default auto; auto, cpu, cuda or cuda:n. Source: the kit.</summary>
    [Setting("Where tensors live.")]
    public string Device { get; init; } = "auto";

    /// <summary>Whether CUDA may round matrix products to TF32 (faster, three decimal digits). Default false; true or false. Source: the kit.</summary>
    [Setting("Whether CUDA may round matrix products to TF32 (faster, three decimal digits).")]
    public bool Tf32 { get; init; }

    /// <summary>CPU threads of the tensor library; 0 leaves its own choice. Default 0; threads. Source: the kit.</summary>
    [Setting("CPU threads of the tensor library; 0 leaves its own choice.", Min = 0, Max = 1024)]
    public int Threads { get; init; }

    // The data

    /// <summary>Clip store made by <c>cfnsr prepare</c>. Default artifacts/store; a folder. Source: the kit.</summary>
    [Setting("Clip store made by cfnsr prepare.")]
    public string Store { get; init; } = "artifacts/store";

    /// <summary>Which actors test: a name in data/splits, or a file. Default msaf6; msaf6, cfnsr5, luna5, chumachenko5, random80, a draw such as draw-4of20-60folds-seed0, or a file. Source: data/paper/models.md §7.1.</summary>
    [Setting("Which actors test: a name in data/splits, or a file.")]
    public string Split { get; init; } = "msaf6";

    /// <summary>Whether validation actors are carved from the training actors. With none there is no epoch chosen on validation, as in the published practice. Default actors; actors or none.</summary>
    [Setting("Whether validation actors are carved from the training actors. With none there is no epoch chosen on validation, as in the published practice.", Allowed = "actors|none")]
    public string Validation { get; init; } = "actors";

    /// <summary>How many training actors validate when <c>validation=actors</c>. Default 4; actors. Source: data/paper/models.md §7.1.</summary>
    [Setting("How many training actors validate when validation=actors.", Min = 1, Max = 20)]
    public int ValidationActors { get; init; } = 4;

    /// <summary>What is seen: frames of the videos, OpenFace's face tracking, or frames of drawn faces. Default frames; frames, tracking or avatars. Source: the paper, 2.2; the kit.</summary>
    [Setting("What is seen: frames of the videos, OpenFace's face tracking (action units), or frames of drawn faces.", Allowed = "frames|tracking|avatars")]
    public string Video { get; init; } = "frames";

    /// <summary>The encoder of face tracking: a hidden layer on mean units, a token for each mean unit, or convolutions over time; auto takes what suits the system. Default auto; auto, mlp, tokens or sequence. Source: the kit.</summary>
    [Setting("The encoder of face tracking: a hidden layer on mean units, a token for each mean unit, or convolutions over time; auto takes what suits the system.", Allowed = "auto|mlp|tokens|sequence")]
    public string VideoEncoder { get; init; } = "auto";

    /// <summary>Scale of the action units, from the training fold: smallest to largest value as 0 to 1 (as published), standardised, or as they are. Default min-max; min-max, train-fold or none. Source: Luna-Jimenez et al. 2022.</summary>
    [Setting("Scale of the action units, from the training fold: smallest to largest value as 0 to 1, standardised, or as they are.", Allowed = "min-max|train-fold|none")]
    public string UnitNorm { get; init; } = "min-max";

    /// <summary>Frames of a clip, taken uniformly in time. Default 30; frames. Source: the paper, 2.2; data/paper/models.md §5.9.</summary>
    [Setting("Frames of a clip, taken uniformly in time.", Min = 1, Max = 256)]
    public int Frames { get; init; } = 30;

    /// <summary>Height and width of a frame. Default 224; pixels. Source: the paper, 2.2.</summary>
    [Setting("Height and width of a frame.", Min = 8, Max = 1024)]
    public int ImageSize { get; init; } = 224;

    /// <summary>Which part of the clip the frames come from: the whole clip as upstream, or the 0.5 s to 2.95 s that the sound covers. Default whole; whole or audio-window. Source: data/paper/models.md §5.14.</summary>
    [Setting("Which part of the clip the frames come from: the whole clip as upstream, or the 0.5 s to 2.95 s that the sound covers.", Allowed = "whole|audio-window")]
    public string VideoWindow { get; init; } = "whole";

    /// <summary>Where a frame is cut: landmarks from a CSV, the Haar detector, or the centre. Default detector; landmarks, detector, centre. Source: data/paper/models.md §10.</summary>
    [Setting("Where a frame is cut: landmarks from a CSV, the Haar detector, or the centre.", Allowed = "landmarks|detector|centre")]
    public string FaceBox { get; init; } = "detector";

    /// <summary>Corrected cuts the face at full size and then resizes; as-published resizes the whole frame first, so that a face has 40 to 60 pixels. Default corrected; corrected|as-published. Source: data/paper/models.md §10.</summary>
    [Setting("Corrected cuts the face at full size and then resizes; as-published resizes the whole frame first, so that a face has 40 to 60 pixels.", Allowed = "corrected|as-published")]
    public string CropOrder { get; init; } = "corrected";

    /// <summary>Corrected feeds RGB; as-published feeds BGR with RGB statistics. Default corrected; corrected|as-published. Source: data/paper/models.md §10.</summary>
    [Setting("Corrected feeds RGB; as-published feeds BGR with RGB statistics.", Allowed = "corrected|as-published")]
    public string ChannelOrder { get; init; } = "corrected";

    /// <summary>Whether training frames are randomly cropped and flipped. Default true; true or false. Source: the paper, 2.2.</summary>
    [Setting("Whether training frames are randomly cropped and flipped.")]
    public bool Augment { get; init; } = true;

    /// <summary>Corrected crops and flips a clip as a whole; as-published each frame by itself. Default corrected; corrected|as-published. Source: data/paper/models.md §5.11.</summary>
    [Setting("Corrected crops and flips a clip as a whole; as-published each frame by itself.", Allowed = "corrected|as-published")]
    public string AugmentUnit { get; init; } = "corrected";

    /// <summary>How the sound is padded at its ends for the MFCC: reflect (librosa below 0.9, upstream) or constant (newer librosa). Default reflect; reflect or constant. Source: data/paper/models.md §9.</summary>
    [Setting("How the sound is padded at its ends for the MFCC: reflect (librosa below 0.9, upstream) or constant (newer librosa).", Allowed = "reflect|constant")]
    public string MfccPad { get; init; } = "reflect";

    /// <summary>Standardisation of the MFCC: with the training fold's mean and deviation of each coefficient (the paper), of each clip, or none (upstream). Default train-fold; train-fold, per-clip or none. Source: the paper, 2.2; data/paper/models.md §5.10.</summary>
    [Setting("Standardisation of the MFCC: with the training fold's mean and deviation of each coefficient (the paper), of each clip, or none (upstream).", Allowed = "train-fold|per-clip|none")]
    public string MfccNorm { get; init; } = "train-fold";

    /// <summary>Largest width of the two masks in time on training sound; 0 is off. Default 0; frames. Source: data/paper/models.md §2.8 (8 a second of clip).</summary>
    [Setting("Largest width of the two masks in time on training sound, in frames; 0 is off.", Min = 0, Max = 1000)]
    public int TimeMask { get; init; }

    /// <summary>Largest width of the two masks in frequency on training log-mel (erann); 0 is off. Default 0; bands. Source: data/paper/models.md §2.8 (16 of 128).</summary>
    [Setting("Largest width of the two masks in frequency on training log-mel (erann), in bands; 0 is off.", Min = 0, Max = 128)]
    public int MelMask { get; init; }

    /// <summary>Largest random shift of training sound in time; 0 is off. Default 0; frames. Source: data/paper/models.md §2.8 (random crop).</summary>
    [Setting("Largest random shift of training sound in time, in frames; 0 is off.", Min = 0, Max = 1000)]
    public int TimeShift { get; init; }

    /// <summary>Largest random shift of training log-mel (erann) in frequency; 0 is off. Default 0; bands. Source: data/paper/models.md §2.8 (pitch shift).</summary>
    [Setting("Largest random shift of training log-mel (erann) in frequency, in bands; 0 is off.", Min = 0, Max = 64)]
    public int MelShift { get; init; }

    /// <summary>Blend training clips in pairs, with a share from Beta(a, a); 0 is off. Default 0; the a, at most 1. Source: data/paper/models.md §2.8.</summary>
    [Setting("Blend training clips in pairs (mixup), with a share from Beta(a, a); 0 is off.", Min = 0, Max = 1)]
    public double Mixup { get; init; }

    /// <summary>Deals the training clips' labels out among them at random, once for the run; validation and test keep theirs. A control: what is then learnt is learnt by heart. Default false; true or false. Source: the kit (Zhang et al. 2017, arXiv 1611.03530).</summary>
    [Setting("Deal the training clips' labels out among them at random, once for the run; validation and test keep theirs. A control: what is then learnt is learnt by heart.")]
    public bool ShuffleLabels { get; init; }

    // The optimiser

    /// <summary>Passes over the training clips. Default 45; epochs. Source: the paper, 3.1.</summary>
    [Setting("Passes over the training clips.", Min = 1)]
    public int Epochs { get; init; } = 45;

    /// <summary>Clips a step; BatchNorm needs two, so a last single clip of an epoch joins the step before. Default 16; clips. Source: the paper, 3.1.</summary>
    [Setting("Clips a step; BatchNorm needs two.", Min = 2)]
    public int Batch { get; init; } = 16;

    /// <summary>Clips a step when judging; 0 takes <c>batch</c> (the published CFN-SR depends on it). Default 0; clips. Source: data/paper/models.md §3.3.</summary>
    [Setting("Clips a step when judging; 0 takes batch (the published CFN-SR depends on it).", Min = 0)]
    public int EvalBatch { get; init; }

    /// <summary>The optimiser. Default adam; adam, adamw or sgd. Source: the paper, 3.1.</summary>
    [Setting("The optimiser.", Allowed = "adam|adamw|sgd")]
    public string Optimizer { get; init; } = "adam";

    /// <summary>Learning rate. Default 1e-3; a positive number. Source: the paper, 3.1.</summary>
    [Setting("Learning rate.", Min = 0)]
    public double Lr { get; init; } = 1e-3;

    /// <summary>Course of the learning rate over the run: constant, or one-cycle, up to <c>lr</c> and down to nothing. Default constant; constant or one-cycle. Source: data/paper/models.md §2.8.</summary>
    [Setting("Course of the learning rate over the run: constant, or one-cycle, up to lr and down to nothing.", Allowed = "constant|one-cycle")]
    public string Schedule { get; init; } = "constant";

    /// <summary>Weight decay. Default 0; a number, 0 is off. Source: data/paper/models.md §2.</summary>
    [Setting("Weight decay.", Min = 0)]
    public double WeightDecay { get; init; }

    /// <summary>Momentum, for sgd only. Default 0.9; 0 to 1. Source: data/paper/models.md §11.</summary>
    [Setting("Momentum, for sgd only.", Min = 0, Max = 1)]
    public double Momentum { get; init; } = 0.9;

    /// <summary>Factor on the learning rate of the encoders' parameters (learning-rate groups). Default 1; a factor. Source: data/paper/models.md §4.1.</summary>
    [Setting("Factor on the learning rate of the encoders' parameters (learning-rate groups).", Min = 0)]
    public double EncoderLr { get; init; } = 1;

    /// <summary>Largest norm of the gradient over all parameters; 0 is off. Default 0; a norm. Source: the kit.</summary>
    [Setting("Largest norm of the gradient over all parameters; 0 is off.", Min = 0)]
    public double ClipGrad { get; init; }

    /// <summary>Label smoothing (the paper's future work); 0 is off. Default 0; 0 to 1. Source: the paper, 4.2.</summary>
    [Setting("Label smoothing (the paper's future work); 0 is off.", Min = 0, Max = 1)]
    public double LabelSmoothing { get; init; }

    /// <summary>Stop after this many epochs without a better validation accuracy (training loss with <c>validation=none</c>); 0 is off. Default 0; epochs. Source: the paper, 3.2.</summary>
    [Setting("Stop after this many epochs without a better validation accuracy (training loss with validation=none); 0 is off.", Min = 0)]
    public int EarlyStopping { get; init; }

    // The encoders

    /// <summary>Keep the encoders' weights and statistics; they run in evaluation mode, so their outputs are computed once a clip. Default false; true or false. Source: the kit.</summary>
    [Setting("Keep the encoders' weights and statistics; they run in evaluation mode, so their outputs are computed once a clip.")]
    public bool FreezeEncoders { get; init; }

    /// <summary>Folder that keeps the outputs of frozen encoders from run to run, so that an ablation of the fusion computes them once; empty keeps them for the run only. Default empty; a folder. Source: the kit.</summary>
    [Setting("Folder that keeps the outputs of frozen encoders from run to run, so that an ablation of the fusion computes them once; empty keeps them for the run only.")]
    public string Encodings { get; init; } = "";

    /// <summary>Unimodal run or checkpoint that the video encoder starts from; {fold} and {seed} are filled in; empty starts from random weights. Default empty; a folder. Source: data/paper/models.md §3.6.</summary>
    [Setting("Unimodal run or checkpoint that the video encoder starts from; {fold} and {seed} are filled in; empty starts from random weights.")]
    public string InitVideo { get; init; } = "";

    /// <summary>The same for the audio encoder. Default empty; a folder. Source: data/paper/models.md §3.6.</summary>
    [Setting("The same for the audio encoder.")]
    public string InitAudio { get; init; } = "";

    // The video encoder

    /// <summary>Blocks in each of the four stages of the 3D ResNeXt; 3,4,6,3 are its 50 layers. Default 3,4,6,3; four numbers. Source: data/paper/models.md §1.1.</summary>
    [Setting("Blocks in each of the four stages of the 3D ResNeXt; 3,4,6,3 are its 50 layers.")]
    public string VideoBlocks { get; init; } = "3,4,6,3";

    /// <summary>Channels of the ResNeXt's first convolution; every other width scales with it. 64 is the paper's network, 8 trains on a laptop. Default 64; channels. Source: data/paper/models.md §1.1.</summary>
    [Setting("Channels of the ResNeXt's first convolution; every other width scales with it. 64 is the paper's network, 8 trains on a laptop.", Min = 1, Max = 512)]
    public int VideoWidth { get; init; } = 64;

    /// <summary>Groups of the ResNeXt's 3x3x3 convolutions; must divide twice <c>video_width</c>. Default 32; groups. Source: data/paper/models.md §1.1.</summary>
    [Setting("Groups of the ResNeXt's 3x3x3 convolutions; must divide twice video_width.", Min = 1, Max = 512)]
    public int Cardinality { get; init; } = 32;

    /// <summary>Corrected has a ReLU after the stem's normalisation, as-published lacks it. Default corrected; corrected|as-published. Source: data/paper/models.md §0.6.</summary>
    [Setting("Corrected has a ReLU after the stem's normalisation, as-published lacks it.", Allowed = "corrected|as-published")]
    public string StemRelu { get; init; } = "corrected";

    // The audio encoder

    /// <summary>Channels of the MFCC CNN's first two convolutions; the third has twice as many. Default 32; channels. Source: data/paper/models.md §1.2.</summary>
    [Setting("Channels of the MFCC CNN's first two convolutions; the third has twice as many.", Min = 1, Max = 1024)]
    public int AudioWidth { get; init; } = 32;

    /// <summary>Dropout before the MFCC CNN's third convolution. Default 0.2; 0 to 1. Source: data/paper/models.md §1.2.</summary>
    [Setting("Dropout before the MFCC CNN's third convolution.", Min = 0, Max = 0.95)]
    public double FeatureDropout { get; init; } = 0.2;

    /// <summary>Dropout on the flattened audio vector. Default 0.4; 0 to 1. Source: data/paper/models.md §1.2.</summary>
    [Setting("Dropout on the flattened audio vector.", Min = 0, Max = 0.95)]
    public double VectorDropout { get; init; } = 0.4;

    /// <summary>Whether the audio Transformer follows the MFCC CNN (cfn-sr, cfnsr-msafnet). Default true; true or false. Source: the paper, 3.1; data/paper/models.md §4.1.</summary>
    [Setting("Whether the audio Transformer follows the MFCC CNN (cfn-sr, cfnsr-msafnet).")]
    public bool AudioTransformer { get; init; } = true;

    /// <summary>Layers of the audio Transformer. Default 5; layers. Source: data/paper/models.md §3.2.</summary>
    [Setting("Layers of the audio Transformer.", Min = 1, Max = 64)]
    public int AudioLayers { get; init; } = 5;

    /// <summary>Heads of the audio Transformer. Default 8; heads. Source: data/paper/models.md §3.2.</summary>
    [Setting("Heads of the audio Transformer.", Min = 1, Max = 64)]
    public int AudioHeads { get; init; } = 8;

    /// <summary>Dropout on the audio Transformer's input. Default 0.3; 0 to 1. Source: data/paper/models.md §3.2.</summary>
    [Setting("Dropout on the audio Transformer's input.", Min = 0, Max = 0.95)]
    public double AudioInputDropout { get; init; } = 0.3;

    /// <summary>Dropout inside the audio Transformer. Default 0.1; 0 to 1. Source: data/paper/models.md §3.2.</summary>
    [Setting("Dropout inside the audio Transformer.", Min = 0, Max = 0.95)]
    public double AudioDropout { get; init; } = 0.1;

    /// <summary>Whether the audio Transformer sees only earlier steps; auto: yes in cfn-sr, which reads the last step, no in cfnsr-msafnet. Default auto; auto, yes or no. Source: data/paper/models.md §4.1.</summary>
    [Setting("Whether the audio Transformer sees only earlier steps; auto: yes in cfn-sr, which reads the last step, no in cfnsr-msafnet.", Allowed = "auto|yes|no")]
    public string AudioCausal { get; init; } = "auto";

    /// <summary>As-published, a step whose first channel is exactly zero is taken for padding and gets no position. Default corrected; corrected|as-published. Source: data/paper/models.md §3.2.</summary>
    [Setting("As-published, a step whose first channel is exactly zero is taken for padding and gets no position.", Allowed = "corrected|as-published")]
    public string AudioPadding { get; init; } = "corrected";

    /// <summary>Width W of ERANN-s-W: its five stages have 8W to 128W channels. Default 5; a factor. Source: data/paper/models.md §2.8.</summary>
    [Setting("Width W of ERANN-s-W: its five stages have 8W to 128W channels.", Min = 1, Max = 16)]
    public int ErannWidth { get; init; } = 5;

    /// <summary>s of ERANN-s-W: how many stages stride 4 in time. Default 1; 0 to 3. Source: data/paper/models.md §2.8.</summary>
    [Setting("s of ERANN-s-W: how many stages stride 4 in time.", Min = 0, Max = 3)]
    public int ErannStride { get; init; } = 1;

    /// <summary>Residual blocks in each stage of ERANN. Default 4; blocks. Source: data/paper/models.md §2.8.</summary>
    [Setting("Residual blocks in each stage of ERANN.", Min = 1, Max = 16)]
    public int ErannBlocks { get; init; } = 4;

    /// <summary>Log-mel front end of erann: that of its paper (44.1 kHz, 128 mels), a small one (24 kHz, 64 mels, every 20 ms), or a coarse one (every 47 ms). Default erann; erann, small or coarse. Source: data/paper/models.md §2.8.</summary>
    [Setting("Log-mel front end of erann: that of its paper (44.1 kHz, 128 mels), a small one (24 kHz, 64 mels, every 20 ms), or a coarse one (every 47 ms).", Allowed = "erann|small|coarse")]
    public string LogMel { get; init; } = "erann";

    // The fusion

    /// <summary>Multi-head attention; false puts CFN-SR's additive block in its place (ablation). Default true; true or false. Source: the paper, 2.4.</summary>
    [Setting("Multi-head attention; false puts CFN-SR's additive block in its place (ablation).")]
    public bool Attention { get; init; } = true;

    /// <summary>Width d of the cross-modal attention (k of CFN-SR's block; queries and keys of chumachenko). Default 64; units. Source: data/paper/models.md §4.1.</summary>
    [Setting("Width d of the cross-modal attention (k of CFN-SR's block; queries and keys of chumachenko).", Min = 1, Max = 4096)]
    public int AttentionWidth { get; init; } = 64;

    /// <summary>Heads of the cross-modal attention; must divide <c>attention_width</c>. Default 8; heads. Source: the paper, 2.4; data/paper/models.md §4.1.</summary>
    [Setting("Heads of the cross-modal attention; must divide attention_width.", Min = 1, Max = 64)]
    public int Heads { get; init; } = 8;

    /// <summary>Cross-modal blocks on top of each other. Default 1; blocks. Source: data/paper/models.md §4.3.</summary>
    [Setting("Cross-modal blocks on top of each other.", Min = 1, Max = 12)]
    public int Blocks { get; init; } = 1;

    /// <summary>Which stream is enriched by the other: video reads audio (audio-to-video), audio reads video (video-to-audio), or both. Default both; both, audio-to-video, video-to-audio. Source: data/paper/models.md §4.1.</summary>
    [Setting("Which stream is enriched by the other: video reads audio (audio-to-video), audio reads video (video-to-audio), or both.", Allowed = "both|audio-to-video|video-to-audio")]
    public string Direction { get; init; } = "both";

    /// <summary>The X + in equation (5), and in CFN-SR's block. Default true; true or false. Source: the paper, equation (5).</summary>
    [Setting("The X + in equation (5), and in CFN-SR's block.")]
    public bool Residual { get; init; } = true;

    /// <summary>The LayerNorm in equation (5). Default true; true or false. Source: the paper, equation (5).</summary>
    [Setting("The LayerNorm in equation (5).")]
    public bool LayerNorm { get; init; } = true;

    /// <summary>Width of a feed-forward layer after the attention; 0 is none, as in equation (5). Default 0; units. Source: data/paper/models.md §4.3.</summary>
    [Setting("Width of a feed-forward layer after the attention; 0 is none, as in equation (5).", Min = 0, Max = 16384)]
    public int FeedForward { get; init; }

    /// <summary>Dropout on the attention's output, before the residual sum. Default 0.1; 0 to 1. Source: data/paper/models.md §4.1.</summary>
    [Setting("Dropout on the attention's output, before the residual sum.", Min = 0, Max = 0.95)]
    public double AttentionDropout { get; init; } = 0.1;

    /// <summary>Whether fixed sinusoidal positions are added to the video tokens. Default false; true or false. Source: data/paper/models.md §4.1.</summary>
    [Setting("Whether fixed sinusoidal positions are added to the video tokens.")]
    public bool VideoPositions { get; init; }

    /// <summary>How the video tokens become one vector. Default mean; mean or flatten. Source: data/paper/models.md §4.1.</summary>
    [Setting("How the video tokens become one vector.", Allowed = "mean|flatten")]
    public string VideoPooling { get; init; } = "mean";

    /// <summary>How the audio tokens become one vector. Default flatten; mean or flatten. Source: data/paper/models.md §4.1.</summary>
    [Setting("How the audio tokens become one vector.", Allowed = "mean|flatten")]
    public string AudioPooling { get; init; } = "flatten";

    /// <summary>Start the attention's output projection at zero. Default false; true or false. Source: data/paper/models.md §4.1.</summary>
    [Setting("Start the attention's output projection at zero.")]
    public bool ZeroInitOutput { get; init; }

    /// <summary>Map both streams to width d first and keep them there. Default false; true or false. Source: data/paper/models.md §4.1.</summary>
    [Setting("Map both streams to width d first and keep them there.")]
    public bool Projected { get; init; }

    /// <summary>Co-attention (the paper's future work): both directions share one affinity matrix a head, each normalised along its own side. Default false; true or false. Source: the paper, 4.2.</summary>
    [Setting("Co-attention (the paper's future work): both directions share one affinity matrix a head, each normalised along its own side.")]
    public bool CoAttention { get; init; }

    /// <summary>Variational dropout (the paper's future work): the fusion's dropouts of cfnsr-msafnet draw one mask for all tokens of a clip. Default false; true or false. Source: the paper, 4.2.</summary>
    [Setting("Variational dropout (the paper's future work): the fusion's dropouts of cfnsr-msafnet draw one mask for all tokens of a clip.")]
    public bool VariationalDropout { get; init; }

    /// <summary>CFN-SR's attention map: corrected keeps one a clip, as-published sums the maps over the batch. Default corrected; corrected|as-published. Source: data/paper/models.md §3.2 step 6.</summary>
    [Setting("CFN-SR's attention map: corrected keeps one a clip, as-published sums the maps over the batch.", Allowed = "corrected|as-published")]
    public string BatchAttention { get; init; } = "corrected";

    /// <summary>CFN-SR's softmax: over the positions of a time step (code) or of the whole clip. Default time-step; time-step or clip. Source: data/paper/models.md §3.3.</summary>
    [Setting("CFN-SR's softmax: over the positions of a time step (code) or of the whole clip.", Allowed = "time-step|clip")]
    public string SoftmaxOver { get; init; } = "time-step";

    /// <summary>Whether cfn-sr has its block at all; false is its published ablation 1. Default true; true or false. Source: data/paper/models.md §3.5.</summary>
    [Setting("Whether cfn-sr has its block at all; false is its published ablation 1.")]
    public bool CfnsrBlock { get; init; } = true;

    /// <summary>What late fusion averages. Default probabilities; probabilities or logits. Source: data/paper/models.md §2.1.</summary>
    [Setting("What late fusion averages.", Allowed = "probabilities|logits")]
    public string AverageOver { get; init; } = "probabilities";

    /// <summary>Whether late fusion trains both streams through the average; false averages two finished networks. Default true; true or false. Source: data/paper/models.md §2.1.</summary>
    [Setting("Whether late fusion trains both streams through the average; false averages two finished networks.")]
    public bool JointTrain { get; init; } = true;

    /// <summary>Strength with which Liu's loss silences a modality where the other one is sure. Default 0.3; 0 to 1. Source: data/paper/models.md §2.2.</summary>
    [Setting("Strength with which Liu's loss silences a modality where the other one is sure.", Min = 0, Max = 1)]
    public double MultiplicativeBeta { get; init; } = 0.3;

    /// <summary>Whether a clip that already wins by the margin adds no loss. Default false; true or false. Source: data/paper/models.md §2.2.</summary>
    [Setting("Whether a clip that already wins by the margin adds no loss.")]
    public bool MultiplicativeBoosted { get; init; }

    /// <summary>That margin, in class scores. Default 0; nats. Source: data/paper/models.md §2.2.</summary>
    [Setting("That margin, in class scores.", Min = 0)]
    public double MultiplicativeMargin { get; init; }

    /// <summary>Product rule: cross-entropy of the renormalised product, or the sum of both streams' cross-entropies. Default true; true or false. Source: data/paper/models.md §2.3.</summary>
    [Setting("Product rule: cross-entropy of the renormalised product, or the sum of both streams' cross-entropies.")]
    public bool Renormalise { get; init; } = true;

    /// <summary>MulMix: multiplicative has a candidate for video, audio and both together, each with a hidden layer of 256. Default false; true or false. Source: data/paper/models.md §2.2.</summary>
    [Setting("MulMix: multiplicative has a candidate for video, audio and both together, each with a hidden layer of 256.")]
    public bool MultiplicativeMixture { get; init; }

    /// <summary>Widths of the hidden layers of concat-fc; empty for none. Default 256,128; numbers with commas. Source: data/paper/models.md §2.4.</summary>
    [Setting("Widths of the hidden layers of concat-fc; empty for none.")]
    public string ConcatHidden { get; init; } = "256,128";

    /// <summary>Dropout after each of them. Default 0; 0 to 1. Source: data/paper/models.md §2.4.</summary>
    [Setting("Dropout after each of them.", Min = 0, Max = 0.95)]
    public double ConcatDropout { get; init; }

    /// <summary>Length of the sketch of mcbp. Default 16000; numbers. Source: data/paper/models.md §2.5.</summary>
    [Setting("Length of the sketch of mcbp.", Min = 1)]
    public int McbDim { get; init; } = 16000;

    /// <summary>Widths of hidden layers behind the sketch; empty for none. Default empty; numbers with commas. Source: data/paper/models.md §2.5.</summary>
    [Setting("Widths of hidden layers behind the sketch; empty for none.")]
    public string McbHidden { get; init; } = "";

    /// <summary>Transfer modules of mmtm. Default 2; 2, 3 or 4. Source: data/paper/models.md §2.6.</summary>
    [Setting("Transfer modules of mmtm.", Min = 2, Max = 4)]
    public int MmtmUnits { get; init; } = 2;

    /// <summary>Reduction of their joint vector. Default 4; a factor. Source: data/paper/models.md §2.6.</summary>
    [Setting("Reduction of their joint vector.", Min = 1)]
    public int MmtmRatio { get; init; } = 4;

    /// <summary>Factor on their gates: 1 as the authors' code, 2 as their paper. Default 1; 1 or 2. Source: data/paper/models.md §2.6.</summary>
    [Setting("Factor on their gates: 1 as the authors' code, 2 as their paper.", Min = 0)]
    public double MmtmGateScale { get; init; } = 1;

    /// <summary>Rate at which msaf drops whole blocks. Default 0.2; 0 to 1. Source: data/paper/models.md §2.7.</summary>
    [Setting("Rate at which msaf drops whole blocks.", Min = 0, Max = 0.95)]
    public double MsafBlockDropout { get; init; } = 0.2;

    /// <summary>MSAF's block dropout: corrected applies its mask once, as-published twice. Default corrected; corrected|as-published. Source: data/paper/models.md §0.7.</summary>
    [Setting("MSAF's block dropout: corrected applies its mask once, as-published twice.", Allowed = "corrected|as-published")]
    public string BlockMask { get; init; } = "corrected";

    /// <summary>Steps to which both streams are brought by mfn, mctn and multi-attention; 26 are the sound's own. Default 26; steps. Source: data/paper/models.md §11.</summary>
    [Setting("Steps to which both streams are brought by mfn, mctn and multi-attention; 26 are the sound's own.", Min = 1, Max = 1024)]
    public int SequenceSteps { get; init; } = 26;

    /// <summary>Width of the LSTM cell of each view of mfn. Default 64; units. Source: data/paper/models.md §11.</summary>
    [Setting("Width of the LSTM cell of each view of mfn.", Min = 1, Max = 4096)]
    public int MfnHidden { get; init; } = 64;

    /// <summary>Width of the memory that the views of mfn share. Default 64; units. Source: data/paper/models.md §11.</summary>
    [Setting("Width of the memory that the views of mfn share.", Min = 1, Max = 4096)]
    public int MfnMemory { get; init; } = 64;

    /// <summary>Hidden width of the small networks of mfn: attention, candidate, gates, head. Default 64; units. Source: data/paper/models.md §11.</summary>
    [Setting("Hidden width of the small networks of mfn: attention, candidate, gates, head.", Min = 1, Max = 4096)]
    public int MfnWidth { get; init; } = 64;

    /// <summary>Dropout inside them. Default 0.2; 0 to 1. Source: data/paper/models.md §11.</summary>
    [Setting("Dropout inside them.", Min = 0, Max = 0.95)]
    public double MfnDropout { get; init; } = 0.2;

    /// <summary>The stream that mctn translates into the other one; at test time it needs no other. Default video; video or audio. Source: data/paper/models.md §11.</summary>
    [Setting("The stream that mctn translates into the other one; at test time it needs no other.", Allowed = "video|audio")]
    public string MctnSource { get; init; } = "video";

    /// <summary>Width of the LSTMs of mctn. Default 32; units. Source: data/paper/models.md §11.</summary>
    [Setting("Width of the LSTMs of mctn.", Min = 1, Max = 4096)]
    public int MctnHidden { get; init; } = 32;

    /// <summary>Weight of its translation's squared error. Default 0.1; a factor. Source: data/paper/models.md §11.</summary>
    [Setting("Weight of its translation's squared error.", Min = 0)]
    public double MctnForward { get; init; } = 0.1;

    /// <summary>Weight of the squared error of the way back. Default 0.1; a factor. Source: data/paper/models.md §11.</summary>
    [Setting("Weight of the squared error of the way back.", Min = 0)]
    public double MctnCycle { get; init; } = 0.1;

    /// <summary>Width of the two projections of dcca; at most half of batch. Default 8; units. Source: data/paper/models.md §11.</summary>
    [Setting("Width of the two projections of dcca; at most half of batch.", Min = 1, Max = 4096)]
    public int DccaWidth { get; init; } = 8;

    /// <summary>Width of the hidden layer before each of them. Default 128; units. Source: the kit.</summary>
    [Setting("Width of the hidden layer before each of them.", Min = 1, Max = 16384)]
    public int DccaHidden { get; init; } = 128;

    /// <summary>Weight of the summed correlation in the loss. Default 0.1; a factor. Source: the kit.</summary>
    [Setting("Weight of the summed correlation in the loss.", Min = 0)]
    public double DccaWeight { get; init; } = 0.1;

    /// <summary>What is added to the diagonals of its covariances. Default 1e-3; a positive number. Source: data/paper/models.md §11.</summary>
    [Setting("What is added to the diagonals of its covariances.", Min = 1e-12)]
    public double DccaRidge { get; init; } = 1e-3;

    /// <summary>Width of the LSTMs and attentions of multi-attention. Default 64; units. Source: the kit.</summary>
    [Setting("Width of the LSTMs and attentions of multi-attention.", Min = 1, Max = 4096)]
    public int MultiAttentionWidth { get; init; } = 64;

    // Modality dropout

    /// <summary>Probability that a training step loses a modality; 0 is off. Default 0.2; 0 to 1. Source: the paper, 2.6; data/paper/models.md §4.2.</summary>
    [Setting("Probability that a training step loses a modality; 0 is off.", Min = 0, Max = 1)]
    public double ModalityDropout { get; init; } = 0.2;

    /// <summary>How the lost modality is drawn. Default exclusive; see ModalityDropoutMode. Source: the paper, equation (6).</summary>
    [Setting("How the lost modality is drawn.", Allowed = "exclusive|independent|independent-not-both|always-one|soft-hard")]
    public string ModalityDropoutMode { get; init; } = "exclusive";

    /// <summary>Where it is zeroed: after the encoders, at the input (equation (7) literally), or there with batch statistics that count the zeros. Default tokens; tokens, input or input-running. Source: data/paper/models.md §4.2.</summary>
    [Setting("Where it is zeroed: after the encoders, at the input (equation (7) literally), or there with batch statistics that count the zeros.", Allowed = "tokens|input|input-running")]
    public string ModalityDropoutAt { get; init; } = "tokens";

    /// <summary>Whether the whole batch loses the same modality (the paper) or each clip draws. Default batch; batch or sample. Source: the paper, 2.6.</summary>
    [Setting("Whether the whole batch loses the same modality (the paper) or each clip draws.", Allowed = "batch|sample")]
    public string ModalityDropoutUnit { get; init; } = "batch";

    /// <summary>Share of the drops that hit the audio. Default 0.5; 0 to 1. Source: data/paper/models.md §4.2.</summary>
    [Setting("Share of the drops that hit the audio.", Min = 0, Max = 1)]
    public double AudioShare { get; init; } = 0.5;

    /// <summary>A direction whose keys were dropped is skipped instead of attending to zeros. Default true; true or false. Source: data/paper/models.md §4.2.</summary>
    [Setting("A direction whose keys were dropped is skipped instead of attending to zeros.")]
    public bool SkipDroppedDirection { get; init; } = true;

    /// <summary>Whether the other two-stream systems drop modalities too. Default false; true or false. Source: the kit.</summary>
    [Setting("Whether the other two-stream systems drop modalities too.")]
    public bool DropoutInEverySystem { get; init; }

    // Short runs and book-keeping

    /// <summary>One batch of training and of judging, one epoch: does everything connect? Default false; true or false. Source: Lightning.</summary>
    [Setting("One batch of training and of judging, one epoch: does everything connect?")]
    public bool FastDevRun { get; init; }

    /// <summary>Train on the first batches of each epoch only; 0 is all. Default 0; batches. Source: Lightning.</summary>
    [Setting("Train on the first batches of each epoch only; 0 is all.", Min = 0)]
    public int LimitTrainBatches { get; init; }

    /// <summary>Train on these same first batches again and again, unshuffled across epochs; 0 is off. Default 0; batches. Source: Lightning.</summary>
    [Setting("Train on these same first batches again and again, unshuffled across epochs; 0 is off.", Min = 0)]
    public int OverfitBatches { get; init; }

    /// <summary>Write <c>last</c> after every so many epochs. Default 1; epochs. Source: the kit.</summary>
    [Setting("Write last after every so many epochs.", Min = 1)]
    public int CheckpointEvery { get; init; } = 1;

    /// <summary>Threads that prepare batches; the result does not depend on it. Default 2; threads.</summary>
    [Setting("Threads that prepare batches; the result does not depend on it.", Min = 0, Max = 256)]
    public int Workers { get; init; } = 2;

    /// <summary>Clips a step when judging: <see cref="EvalBatch"/>, or <see cref="Batch"/> when that is 0.</summary>
    internal int JudgingBatch => EvalBatch > 0 ? EvalBatch : Batch;

    /// <summary>The same experiment at the default of every setting that only decides how the work is done: threads, workers, checkpoints.</summary>
    internal Experiment WithoutHousekeeping()
    {
        var defaults = new Experiment();
        return this with { Threads = defaults.Threads, Workers = defaults.Workers, CheckpointEvery = defaults.CheckpointEvery };
    }

    /// <summary>The settings as JSON, one key a line, in the order of this file.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json.Options);

    /// <summary>Reads what <see cref="ToJson"/> wrote. Keys that are missing keep their defaults.</summary>
    /// <param name="json">The text of a <c>config.json</c>.</param>
    /// <param name="file">The file it came from, for the error message.</param>
    /// <exception cref="KitException">The text is not JSON, has an unknown key, or a value that is not allowed.</exception>
    public static Experiment FromJson(string json, string? file = null)
    {
        try
        {
            var experiment = JsonSerializer.Deserialize<Experiment>(json, Json.Options)
                ?? throw new KitException("holds null instead of settings", file);
            return experiment.Checked();
        }
        catch (JsonException error)
        {
            throw new KitException($"is not a readable experiment: {error.Message}", file, expected: "the keys of an experiment as JSON",
                cure: "Compare it with the config.json of a run made by this version.", inner: error);
        }
    }

    /// <summary>Returns this experiment if its values are allowed and go together.</summary>
    /// <exception cref="KitException">A value is out of range, or two contradict each other.</exception>
    public Experiment Checked()
    {
        foreach (var setting in Settings.All) setting.Check(setting.Get(this));
        if (AttentionWidth % Heads != 0)
            throw new KitException($"heads={Heads} does not divide attention_width={AttentionWidth}", cure: "Choose heads=1, 2, 4 or 8.");
        if (OverfitBatches > 0 && LimitTrainBatches > 0)
            throw new KitException("overfit_batches and limit_train_batches exclude each other", cure: "Set one of them to 0.");
        if (Name.Length == 0 || Path.IsPathRooted(Name) || Name.Split('/', '\\').Any(part => part is "" or "." or ".."))
            throw new KitException($"'{Name}' is not a name for a run", expected: "a name below the folder of the runs, for example audio/first");
        if (Lr == 0) throw new KitException("lr is 0: nothing would be learned", expected: "a positive number");
        return this;
    }
}
