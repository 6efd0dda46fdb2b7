using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;
using OpenCvSharp;

namespace CFNSR.Repro.Avatars;

/// <summary>Contact sheets: the eight emotions of some actors at their apex, for documents and notebooks.</summary>
public static class AvatarSheet
{
    /// <summary>Writes a PNG with a row for each actor and a column for each emotion, in the order of <see cref="Emotion"/>.</summary>
    /// <param name="file">The PNG to write.</param>
    /// <param name="actors">The actors, 1 to 24.</param>
    /// <param name="intensity">1 normal, 2 strong (neutral is always normal).</param>
    /// <param name="cell">Edge of a square cell in pixels.</param>
    /// <param name="seed">The data set's seed.</param>
    /// <param name="ambiguity">The picture's ambiguity: 0 shows the expressions as the table has them.</param>
    /// <exception cref="KitException">The file cannot be written.</exception>
    public static void Write(string file, IReadOnlyList<int> actors, int intensity = 2, int cell = 160, int seed = 0, double ambiguity = 0)
    {
        var options = new AvatarOptions { Output = ".", Seed = seed, PictureAmbiguity = ambiguity };
        var width = cell * 16 / 9 / 2 * 2;
        using var sheet = new Mat(cell * actors.Count, cell * Emotions.All.Count, MatType.CV_8UC3, new Scalar(255, 255, 255));
        using var picture = new Mat(cell, width, MatType.CV_8UC3, new Scalar(0, 0, 0));
        for (var row = 0; row < actors.Count; row++)
        {
            foreach (var emotion in Emotions.All)
            {
                var name = new ClipName(Modality.AudioVisual, false, emotion, emotion == Emotion.Neutral ? 1 : intensity, 1, 1, actors[row]);
                var performance = Performance.Plan(name, options, Said());
                using var painter = new FacePainter(performance.Actor, performance.Light, width, cell);
                var frame = performance.Frames[Apex(performance)];
                painter.Paint(frame.Face, frame.Pose, frame.GazeX, frame.GazeY, picture);
                using var square = new Mat(picture, new Rect((width - cell) / 2, 0, cell, cell));
                using var place = new Mat(sheet, new Rect((int)emotion * cell, row * cell, cell, cell));
                square.CopyTo(place);
            }
        }

        var written = false;
        try
        {
            written = Cv2.ImWrite(file, sheet);
        }
        catch (Exception e) when (e is OpenCVException)
        {
        }

        if (!written) throw new KitException("the contact sheet cannot be written", file, "a .png in a folder that exists and may be written");
    }

    // a clip of 3.5 s whose voice pauses at 2 s, so that the lips are seen as the expression has them
    private static double[] Said()
    {
        var envelope = new double[105];
        for (var i = 30; i < 78; i++) envelope[i] = i is > 54 and < 68 ? 0.02 : 0.5;
        return envelope;
    }

    // the frame of the pause with the widest eyes: not in a blink
    private static int Apex(Performance performance)
    {
        var best = 60;
        for (var i = 57; i < 67; i++)
            if (performance.Frames[i].Face.EyeOpening > performance.Frames[best].Face.EyeOpening + 1e-4) best = i;
        return best;
    }
}
