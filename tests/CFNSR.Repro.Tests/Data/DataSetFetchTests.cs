using System.IO.Compression;
using System.Security.Cryptography;
using CFNSR.Repro.Data;
using CFNSR.Repro.Features.Tracking;
using CFNSR.Repro.Tests.Features.Tracking;

namespace CFNSR.Repro.Tests.Data;

public class DataSetFetchTests
{
    private const string Name = "Video_Speech_Actor_01.zip";
    private static readonly byte[] Clip = [.. Enumerable.Range(0, 200_000).Select(i => (byte)KeyedRandom.For(3, 0, i, "clip").NextInt(256))];
    private static readonly byte[] Content = Zip(("Actor_01/01-01-01-01-01-01-01.mp4", Clip), ("Actor_01/02-01-01-01-01-01-01.mp4", Clip[..1000]));

    private static readonly FetchOptions Quick = new()
    {
        Attempts = 3, Stall = TimeSpan.FromMilliseconds(400), FirstWait = TimeSpan.FromMilliseconds(1), LongestWait = TimeSpan.FromMilliseconds(20),
    };

    [Theory]
    [InlineData(ServerFault.None, new[] { Name })]
    [InlineData(ServerFault.CutInTheMiddle, new[] { Name, Name + " from HALF" })]
    [InlineData(ServerFault.StallInTheMiddle, new[] { Name, Name + " from HALF" })]
    [InlineData(ServerFault.ClaimLess, new[] { Name, Name + " from HALF" })]
    [InlineData(ServerFault.ClaimMore, new[] { Name })] // the end comes early, and yet all is here
    [InlineData(ServerFault.StallAtOnce, new[] { Name, Name })]
    [InlineData(ServerFault.ResetAtOnce, new[] { Name, Name })]
    [InlineData(ServerFault.TooManyRequests, new[] { Name, Name })]
    [InlineData(ServerFault.ServerError, new[] { Name, Name })]
    [InlineData(ServerFault.WrongBytes, new[] { Name, Name })]
    [InlineData(ServerFault.TooLong, new[] { Name, Name })]
    public async Task One_mishap_costs_no_byte_too_many_and_the_data_set_is_whole(ServerFault fault, string[] requests)
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(new() { [Name] = Content }, fault);
        var report = await Fetch(server, folder);
        Assert.Equal([Name], report.Fetched);
        Assert.Empty(report.Problems);
        Assert.Equal(requests.Select(r => r.Replace("HALF", $"{Content.Length / 2}", StringComparison.Ordinal)), server.Requests);
        AssertWhole(folder);
        Assert.False(File.Exists(folder["data/" + Name]) || File.Exists(folder["data/" + Name + ".part"]));

        var again = await Fetch(server, folder);
        Assert.Equal([Name], again.Kept);
        Assert.Equal(requests.Length, server.Requests.Count);
    }

    [Theory]
    [InlineData(ServerFault.IgnoreRange)]
    [InlineData(ServerFault.WrongRange)]
    [InlineData(ServerFault.RangeNotSatisfiable)]
    public async Task A_server_that_cannot_resume_is_asked_from_the_start(ServerFault second)
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(new() { [Name] = Content }, ServerFault.CutInTheMiddle, second);
        Assert.Equal([Name], (await Fetch(server, folder)).Fetched);
        Assert.Equal($"{Name} from {Content.Length / 2}", server.Requests[1]);
        AssertWhole(folder);
    }

    [Theory]
    [InlineData(ServerFault.ServerError, 3, "500 Internal Server Error", "Try again later")]
    [InlineData(ServerFault.TooManyRequests, 3, "429 Too Many Requests", "Try again later")]
    [InlineData(ServerFault.StallAtOnce, 3, "stalled for 0.4 seconds", "Try again later")]
    [InlineData(ServerFault.TooLong, 3, "is longer than the", "Try again later")]
    [InlineData(ServerFault.NotFound, 1, "404 Not Found", "Look at the record")]
    [InlineData(ServerFault.WrongBytes, 2, "another content than MD5", "use a mirror")]
    public async Task What_does_not_mend_is_reported_and_holds_up_nothing_else(ServerFault fault, int requests, string what, string cure)
    {
        using var folder = new TemporaryFolder();
        const string other = "Video_Speech_Actor_02.zip";
        byte[] content = Zip(("Actor_02/01-01-01-01-01-01-02.mp4", Clip[..500]));
        using var server = new FaultyServer(new() { [Name] = Content, [other] = content }, [.. Enumerable.Repeat(fault, requests)]);
        var report = await DataSetFetch.Run([Of(Name, Content), Of(other, content)], folder["data"], Quick with { Address = server.Address },
            cancel: TestContext.Current.CancellationToken);
        Assert.Equal([other], report.Fetched);
        ClipProblem problem = Assert.Single(report.Problems);
        Assert.Contains(Name, problem.What, StringComparison.Ordinal);
        Assert.Contains(what, problem.What, StringComparison.Ordinal);
        Assert.Contains(cure, problem.Cure, StringComparison.Ordinal);
        Assert.Equal(requests + 1, server.Requests.Count);
        Assert.False(Directory.Exists(folder["data/Actor_01"]));
        Assert.True(File.Exists(folder["data/Actor_02/01-01-01-01-01-01-02.mp4"]));
        Assert.Equal([Name], (await Fetch(server, folder)).Fetched); // the fault is over: a rerun has it
    }

    [Fact]
    public async Task A_run_that_was_stopped_goes_on_from_the_byte_where_it_was()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(new() { [Name] = Content }, ServerFault.StallInTheMiddle);
        using var stop = new CancellationTokenSource();
        var run = DataSetFetch.Run([Of(Name, Content)], folder["data"], Quick with { Address = server.Address, Stall = TimeSpan.FromMinutes(1) }, cancel: stop.Token);
        string part = folder["data/" + Name + ".part"];
        while (!File.Exists(part) || new FileInfo(part).Length < Content.Length / 2) await Task.Delay(20, TestContext.Current.CancellationToken);
        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => run);
        await Fetch(server, folder);
        Assert.Equal([Name, $"{Name} from {Content.Length / 2}"], server.Requests);
        Assert.Equal(Content.Length, server.Served);
        AssertWhole(folder);
    }

    [Fact]
    public async Task A_deleted_file_is_fetched_again_and_the_rest_is_kept()
    {
        using var folder = new TemporaryFolder();
        using var server = new FaultyServer(new() { [Name] = Content });
        await Fetch(server, folder);
        DateTime kept = File.GetLastWriteTimeUtc(folder["data/Actor_01/01-01-01-01-01-01-01.mp4"]);
        File.Delete(folder["data/Actor_01/02-01-01-01-01-01-01.mp4"]);
        Assert.Equal([Name], (await Fetch(server, folder)).Fetched);
        AssertWhole(folder);
        Assert.Equal(kept, File.GetLastWriteTimeUtc(folder["data/Actor_01/01-01-01-01-01-01-01.mp4"]));
    }

    [Fact]
    public async Task Face_tracking_stays_in_its_archive()
    {
        const string tracking = "FacialTracking_Actors_01-24.zip";
        using var folder = new TemporaryFolder();
        byte[] content = TrackingFilesTests.ZipBytes(("01-01-01-01-01-01-01.csv", TrackingCsv.Text(TrackingCsv.Ravdess, 2)));
        using var server = new FaultyServer(new() { [tracking] = content }, ServerFault.CutInTheMiddle);
        Assert.Equal([tracking], (await Get()).Fetched);
        Assert.Equal([tracking, $"{tracking} from {content.Length / 2}"], server.Requests);
        Assert.Equal([tracking, DataSetFetch.RecordFile], Directory.GetFiles(folder["data"]).Select(Path.GetFileName).OrderDescending());
        Assert.Equal(2, TrackingFiles.Find(folder["data"]).Sources["01-01-01-01-01-01"].Read().Frames);
        Assert.Equal([tracking], (await Get()).Kept);
        Assert.Equal(2, server.Requests.Count);

        Task<FetchReport> Get() => DataSetFetch.Run([Of(tracking, content)], folder["data"], Quick with { Address = server.Address },
            cancel: TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_disk_without_room_is_noticed_before_the_first_request()
    {
        using var disk = new SmallDisk("256k");
        using var server = new FaultyServer(new() { [Name] = Content });
        var error = await Assert.ThrowsAsync<KitException>(() => DataSetFetch.Run([Of(Name, Content)], disk.Path, Quick with { Address = server.Address }, cancel: TestContext.Current.CancellationToken));
        Assert.Contains("GB free", error.Message, StringComparison.Ordinal);
        Assert.Empty(server.Requests);
    }

    [Fact]
    public void The_list_of_archives_is_the_one_in_the_guide()
    {
        Assert.Equal(26, Archives.All.Count);
        Assert.Equal(Enumerable.Range(1, 24), Archives.Of([ArchiveKind.Video]).Select(a => a.Actor!.Value));
        Assert.Equal(13_357_344_723, Archives.Of([ArchiveKind.Video]).Sum(a => a.Bytes));
        Assert.Equal(["Video_Speech_Actor_03.zip", "FacialTracking_Actors_01-24.zip"], Archives.Of([ArchiveKind.Video, ArchiveKind.Tracking], [3]).Select(a => a.Name));
        string guide = File.ReadAllText(Path.Combine(TestData.Root, "data", "README.md"));
        foreach (Archive archive in Archives.All)
            Assert.Contains(FormattableString.Invariant($"| {archive.Bytes:N0} | {archive.Md5} |"), guide, StringComparison.Ordinal);
    }

    private static Task<FetchReport> Fetch(FaultyServer server, TemporaryFolder folder) =>
        DataSetFetch.Run([Of(Name, Content)], folder["data"], Quick with { Address = server.Address }, cancel: TestContext.Current.CancellationToken);

    private static void AssertWhole(TemporaryFolder folder)
    {
        Assert.Equal(Clip, File.ReadAllBytes(folder["data/Actor_01/01-01-01-01-01-01-01.mp4"]));
        Assert.Equal(Clip[..1000], File.ReadAllBytes(folder["data/Actor_01/02-01-01-01-01-01-01.mp4"]));
    }

    private static Archive Of(string name, byte[] content) => new(name, 1, content.Length, Convert.ToHexStringLower(MD5.HashData(content)));

    private static byte[] Zip(params (string Name, byte[] Content)[] files)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in files)
            {
                ZipArchiveEntry entry = zip.CreateEntry(name);
                entry.LastWriteTime = new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using Stream stream = entry.Open();
                stream.Write(content);
            }
        }

        return memory.ToArray();
    }
}
