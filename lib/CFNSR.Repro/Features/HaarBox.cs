using System.Globalization;
using OpenCvSharp;

namespace CFNSR.Repro.Features;

/// <summary>
/// The face that OpenCV's Haar cascade finds: the largest one of each frame, steadied over time. One object serves one thread.
/// Stands in for upstream's landmarks, which need another archive. Source: data/paper/models.md §8 (make landmarks optional), 12.
/// </summary>
public sealed class HaarBox : IDisposable
{
    /// <summary>Environment variable that names the cascade file or its folder.</summary>
    public const string Variable = "CFNSR_HAAR";

    private const string CascadeName = "haarcascade_frontalface_alt2.xml";
    private const int DetectionHeight = 240; // faces of RAVDESS have about half the picture's height: 120 pixels are plenty
    private const int MedianWindow = 5;
    private const int MostSearched = 16; // frames of a clip that are searched: of the thirty of RAVDESS every second one, three a second or more; heads move little in between
    private const double LeastFound = 1.0 / 3; // fewer of them with a face: the detector does not see this clip's face

    private readonly CascadeClassifier cascade;

    /// <summary>Loads the cascade.</summary>
    /// <param name="cascadeFile">The cascade; null looks for it (<see cref="CascadeFile"/>).</param>
    /// <exception cref="KitException">No cascade is found, or the file is none.</exception>
    public HaarBox(string? cascadeFile = null)
    {
        string file = cascadeFile ?? CascadeFile();
        try
        {
            cascade = new CascadeClassifier(file);
        }
        catch (Exception e) when (e is FileNotFoundException or OpenCVException)
        {
            throw NoCascade(file, e);
        }
        if (!cascade.Empty()) return;
        cascade.Dispose();
        throw NoCascade(file, null);
    }

    /// <summary>Where the cascade is: <see cref="Variable"/>, else the folder haarcascades beside the kit, else Debian's opencv-data.</summary>
    /// <exception cref="KitException">None of these has it.</exception>
    public static string CascadeFile()
    {
        string? named = Environment.GetEnvironmentVariable(Variable);
        string[] places = !string.IsNullOrEmpty(named)
            ? [named, Path.Combine(named, CascadeName)]
            : [Path.Combine(AppContext.BaseDirectory, "haarcascades", CascadeName), .. SystemFolders.Select(folder => Path.Combine(folder, CascadeName))];
        return Array.Find(places, File.Exists) ?? throw NoCascade(places[0], null);
    }

    private static string[] SystemFolders => ["/usr/share/opencv4/haarcascades", "/usr/share/opencv/haarcascades", "/usr/local/share/opencv4/haarcascades"];

    /// <summary>
    /// The boxes of a clip's frames. Of more than sixteen frames some are searched, evenly; the others, and those without a face, take the
    /// boxes of the frames around them. Where hardly any face is found, the centre box, with a note.
    /// </summary>
    /// <param name="frames">8-bit BGR pictures of one size, in order.</param>
    /// <returns>A square a frame; pixels of the pictures given.</returns>
    public FaceTrack Track(IReadOnlyList<Mat> frames)
    {
        var faces = new Rect?[frames.Count];
        int[] searched = Searched(faces.Length);
        Rect? before = null;
        foreach (int i in searched) before = (faces[i] = Largest(frames[i], before)) ?? before;
        int found = faces.Count(face => face is not null);
        Size picture = frames[0].Size();
        if (found == 0) return CentreBox.Track(picture, faces.Length, "no face was found; the centre box is used");
        string share = string.Create(CultureInfo.InvariantCulture, $"a face was found in {found} of {searched.Length} searched frames");
        if (found < LeastFound * searched.Length) return CentreBox.Track(picture, faces.Length, share + " only; the centre box is used");
        return new FaceTrack(Steady(faces, picture), found, searched.Length, found == searched.Length ? null : share + "; the others take their neighbours' box");
    }

    /// <summary>The largest face of a picture; of several, one that overlaps the face before: no box shall lie between two.</summary>
    /// <param name="picture">8-bit BGR.</param>
    /// <param name="before">The face of an earlier picture of the same size, or null.</param>
    /// <returns>A square inside the picture, or null; pixels.</returns>
    public Rect? Largest(Mat picture, Rect? before = null)
    {
        using var gray = new Mat();
        Cv2.CvtColor(picture, gray, ColorConversionCodes.BGR2GRAY);
        double scale = Math.Max(1, (double)picture.Height / DetectionHeight);
        using var small = new Mat();
        Cv2.Resize(gray, small, new Size((int)Math.Round(picture.Width / scale), (int)Math.Round(picture.Height / scale)), 0, 0, InterpolationFlags.Area);
        int large = small.Height / 3; // searching smaller sizes takes most of the time
        Rect[] faces = Search(small, large);
        if (!faces.Any(f => f.Width > 1.25 * large)) faces = Search(small, large / 2); // none, or the upper end of a smaller one
        if (faces.Length == 0) return null;
        // the detector's threads may deliver in any order: equal sizes are told apart by place
        return faces.OrderByDescending(f => f.Width).ThenBy(f => f.Y).ThenBy(f => f.X)
            .Select(f => Square((f.X + f.Width / 2.0) * scale, (f.Y + f.Height / 2.0) * scale, f.Width * scale, picture.Size()))
            .OrderByDescending(f => before is { } earlier && f.IntersectsWith(earlier)).First();
    }

    /// <summary>Fills gaps (between two faces linearly, at the ends by the nearest), then takes the median of five frames of centre and side.</summary>
    /// <param name="faces">The face of each frame, or null; at least one is found.</param>
    /// <param name="picture">The picture's size; pixels.</param>
    internal static Rect[] Steady(IReadOnlyList<Rect?> faces, Size picture)
    {
        double[] x = Filled(faces, face => face.X + face.Width / 2.0), y = Filled(faces, face => face.Y + face.Height / 2.0), side = Filled(faces, face => face.Width);
        return [.. Enumerable.Range(0, faces.Count).Select(i => Square(Median(x, i), Median(y, i), Median(side, i), picture))];
    }

    /// <inheritdoc/>
    public void Dispose() => cascade.Dispose();

    // every so many frames, and the last
    internal static int[] Searched(int frames)
    {
        int step = (frames + MostSearched - 1) / MostSearched;
        return [.. Enumerable.Range(0, frames).Where(i => i % step == 0 || i == frames - 1)];
    }

    private Rect[] Search(Mat picture, int least) => cascade.DetectMultiScale(picture, 1.1, 3, minSize: new Size(least, least));

    private static double[] Filled(IReadOnlyList<Rect?> faces, Func<Rect, double> value)
    {
        var filled = new double[faces.Count];
        int before = -1;
        for (int i = 0; i < filled.Length; i++)
        {
            if (faces[i] is not { } face) continue;
            filled[i] = value(face);
            for (int gap = before + 1; gap < i; gap++)
            {
                filled[gap] = before < 0 ? filled[i] : filled[before] + (filled[i] - filled[before]) * (gap - before) / (i - before);
            }
            before = i;
        }
        for (int gap = before + 1; gap < filled.Length; gap++) filled[gap] = filled[before];
        return filled;
    }

    private static double Median(double[] values, int at)
    {
        int reach = Math.Min(MedianWindow / 2, Math.Min(at, values.Length - 1 - at)); // symmetric, so that a steady drift stays where it is
        double[] around = values[(at - reach)..(at + reach + 1)];
        Array.Sort(around);
        return around[reach];
    }

    private static Rect Square(double centreX, double centreY, double side, Size picture)
    {
        int whole = Math.Clamp((int)Math.Round(side), 1, Math.Min(picture.Width, picture.Height));
        return new Rect(Math.Clamp((int)Math.Round(centreX - whole / 2.0), 0, picture.Width - whole), Math.Clamp((int)Math.Round(centreY - whole / 2.0), 0, picture.Height - whole), whole, whole);
    }

    private static KitException NoCascade(string file, Exception? inner) => new("there is no Haar cascade for faces", file, CascadeName,
        $"Install Debian's opencv-data, set {Variable} to the cascade or its folder, or choose another face box.", inner);
}
