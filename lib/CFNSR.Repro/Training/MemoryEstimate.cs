using CFNSR.Repro.Models;

namespace CFNSR.Repro.Training;

/// <summary>
/// How much memory a training run needs, by counting what the backward pass keeps (data/paper/models.md §1.1): every convolution's
/// and batch normalisation's output of the video encoder. At paper size that is 326 M floats, 1.30 GB a clip.
/// </summary>
public static class MemoryEstimate
{
    private const double GiBInBytes = 1024.0 * 1024 * 1024;
    private const double BaseGiB = 0.6;             // runtime, libtorch, loader
    private const double WorkspaceShare = 0.35;     // gradients in flight, convolution workspace
    private const double CpuShare = 1.8;            // the same and what the C library's allocator holds on to: 1.6 to 1.9 measured on three networks (MemoryTests)
    private const int BytesPerWeight = 16;          // weight, gradient and Adam's two moments, float32

    /// <summary>Memory in GiB that training with these settings needs, sound-only systems included.</summary>
    public static double GiB(Experiment experiment)
    {
        if (experiment.IsSoundOnly()) return BaseGiB;
        VideoOptions video = experiment.ToModelOptions().Video;
        double activations = 4.0 * experiment.Batch * FloatsPerClip(video) * (1 + (experiment.Device == "cpu" ? CpuShare : WorkspaceShare));
        return BaseGiB + (activations + BytesPerWeight * Weights(video)) / GiBInBytes;
    }

    /// <summary>Floats that the backward pass of the video encoder keeps for one clip: 326 M at paper size.</summary>
    public static double FloatsPerClip(VideoOptions video)
    {
        double floats = 0;
        Walk(video, (channels, positions, _) => floats += 2.0 * channels * positions);   // convolution, batch normalisation
        return floats;
    }

    private static double Weights(VideoOptions video)
    {
        double weights = 0;
        Walk(video, (_, _, w) => weights += w);
        return weights;
    }

    /// <summary>Visits every convolution with its output channels, output positions (time x height x width) and weights.</summary>
    private static void Walk(VideoOptions video, Action<double, double, double> visit)
    {
        static int Half(int n) => (n + 1) / 2;
        int time = video.Frames, side = Half(video.Size);
        visit(video.Width, (double)time * side * side, 3.0 * 343 * video.Width);
        (time, side) = (Half(time), Half(side));
        double input = video.Width;
        for (int stage = 1; stage <= 4; stage++)
        {
            double output = video.StageChannels(stage), middle = output / 2;
            for (int block = 0; block < video.Blocks[stage - 1]; block++)
            {
                visit(middle, (double)time * side * side, input * middle);
                if (block == 0 && stage > 1) (time, side) = (Half(time), Half(side));
                double positions = (double)time * side * side;
                visit(middle, positions, 27.0 * middle * middle / video.Cardinality);
                visit(output, positions, middle * output);
                if (block == 0) visit(output, positions, input * output);
                input = output;
            }
        }
    }
}
