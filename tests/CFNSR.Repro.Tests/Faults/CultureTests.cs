using System.Diagnostics;
using CFNSR.Repro.Tests.Training;

namespace CFNSR.Repro.Tests.Faults;

/// <summary>The whole way from files to the report in processes that run as in Turkey and Germany: the same bytes as in no country.</summary>
public sealed class CultureTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public void Every_file_is_the_same_in_every_country()
    {
        string data = KillTests.Clips(folder, movies: 1, sounds: 1), store = TinyStore.Make(folder["tiny"], video: true, frames: 4, size: 32);
        Assert.Equal(" 1.5", Run("", "none")); // the invariant culture has no name
        Assert.Equal("tr-TR 1,5", Run("tr-TR", "turkish"));
        Assert.Equal("de-DE 1,5", Run("de-DE", "german"));
        var none = FolderSnapshot.Of(folder["none"]);
        Assert.True(none.Count > 60, string.Join('\n', none));
        Assert.Equal(none, FolderSnapshot.Of(folder["turkish"]));
        Assert.Equal(none, FolderSnapshot.Of(folder["german"]));

        string Run(string culture, string output)
        {
            string program = Path.Combine(AppContext.BaseDirectory, "CFNSR.Repro.TestProcess.dll");
            var start = new ProcessStartInfo("dotnet", [program, "everything", culture, data, store, folder[output]])
            {
                RedirectStandardError = true, RedirectStandardOutput = true, Environment = { ["OMP_NUM_THREADS"] = "1" },
            };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            string said = process.StandardOutput.ReadToEnd().TrimEnd('\n');
            process.WaitForExit();
            Assert.True(process.ExitCode == 0, errors.Result);
            return said;
        }
    }
}
