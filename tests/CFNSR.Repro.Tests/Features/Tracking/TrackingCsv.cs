using System.Globalization;
using CFNSR.Repro.Features.Tracking;

namespace CFNSR.Repro.Tests.Features.Tracking;

/// <summary>Face-tracking files of any length whose values are known, in OpenFace's layouts.</summary>
internal static class TrackingCsv
{
    /// <summary>The 712 columns of RAVDESS's archive.</summary>
    public static IReadOnlyList<string> Ravdess { get; } =
    [
        "frame", "timestamp", "confidence",
        "gaze_0_x", "gaze_0_y", "gaze_0_z", "gaze_1_x", "gaze_1_y", "gaze_1_z", "gaze_angle_x", "gaze_angle_y",
        .. from axis in new[] { "x", "y", "X", "Y", "Z" } from i in Enumerable.Range(0, 56) select $"eye_lmk_{axis}_{i}",
        "pose_Tx", "pose_Ty", "pose_Tz", "pose_Rx", "pose_Ry", "pose_Rz",
        .. from axis in new[] { "x", "y", "X", "Y", "Z" } from i in Enumerable.Range(0, 68) select $"{axis}_{i}",
        "p_scale", "p_rx", "p_ry", "p_rz", "p_tx", "p_ty", .. Enumerable.Range(0, 34).Select(i => $"p_{i}"),
        .. ActionUnits.Columns,
    ];

    /// <summary>The 714 columns of OpenFace 2.</summary>
    public static IReadOnlyList<string> OpenFace { get; } = ["frame", "face_id", "timestamp", "confidence", "success", .. Ravdess.Skip(3)];

    /// <summary>Action unit <paramref name="unit"/> (0 to 34) of a frame.</summary>
    public static float Unit(int frame, int unit) => unit < ActionUnits.Intensities ? (frame * 3 + unit) % 51 / 10f : (frame + unit) % 2;

    /// <summary>A column's value in a frame (from 0), as OpenFace writes it.</summary>
    public static string Value(string column, int frame) => column switch
    {
        "frame" => $"{frame + 1}",
        "face_id" => "0",
        "timestamp" => (frame * 0.033367).ToString("0.000", CultureInfo.InvariantCulture),
        "confidence" => "0.98",
        "success" => "1",
        ['A', 'U', ..] => Unit(frame, ActionUnits.Columns.ToList().IndexOf(column)).ToString("0.0#", CultureInfo.InvariantCulture),
        ['p', 'o', 's', 'e', ..] => (frame * 0.01 + column[^1] - 'x').ToString("0.00", CultureInfo.InvariantCulture),
        _ => (100 + frame * 0.25 + column.Length).ToString("0.0##", CultureInfo.InvariantCulture),
    };

    /// <summary>A file's lines: the header, then one a frame.</summary>
    /// <param name="columns">The layout.</param>
    /// <param name="frames">How many.</param>
    /// <param name="change">Gives another text for a column and frame, or null.</param>
    public static string[] Lines(IReadOnlyList<string> columns, int frames, Func<string, int, string?>? change = null) =>
    [
        string.Join(',', columns),
        .. from frame in Enumerable.Range(0, frames)
           select string.Join(',', columns.Select(column => change?.Invoke(column, frame) ?? Value(column, frame))),
    ];

    /// <summary>A file's text, as <see cref="Lines"/>.</summary>
    public static string Text(IReadOnlyList<string> columns, int frames, Func<string, int, string?>? change = null) =>
        string.Join('\n', Lines(columns, frames, change)) + "\n";
}
