using System.IO.Compression;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Data;

/// <summary>An archive from elsewhere cannot write outside its folder, through a link, or more than it may.</summary>
public class ArchiveExtractorTests
{
    [Fact]
    public void Files_come_out_as_they_went_in()
    {
        using var folder = new TemporaryFolder();
        string zip = Zip(folder, ("Actor_01/a.wav", "sound"), ("__MACOSX/Actor_01/._a.wav", "x"), ("Actor_01/empty.csv", ""));
        Assert.Equal([("Actor_01/a.wav", 5L), ("Actor_01/empty.csv", 0L)], ArchiveExtractor.Extract(zip, folder["data"], 5, TestContext.Current.CancellationToken));
        Assert.Equal("sound", File.ReadAllText(folder["data/Actor_01/a.wav"]));
        Assert.False(Directory.Exists(folder["data/__MACOSX"]));
    }

    [Theory]
    [InlineData("../outside.txt")]
    [InlineData("Actor_01/../../outside.txt")]
    [InlineData("/outside.txt")]
    [InlineData("..\\outside.txt")]
    [InlineData("C:/outside.txt")]
    [InlineData("Actor_01//a.wav")]
    [InlineData("./a.wav")]
    [InlineData("a\u0001.wav")]
    public void An_entry_that_leads_elsewhere_refuses_the_archive(string name)
    {
        using var folder = new TemporaryFolder();
        string zip = Zip(folder, ("Actor_01/good.wav", "good"), (name, "evil"));
        var error = Assert.Throws<KitException>(() => ArchiveExtractor.Extract(zip, folder["data"], 1000, TestContext.Current.CancellationToken));
        Assert.Contains("would be written outside the folder", error.Message, StringComparison.Ordinal);
        Assert.Equal([zip], Directory.GetFiles(folder.Path, "*", SearchOption.AllDirectories));
    }

    [Fact]
    public void Links_are_refused_as_entries_and_as_folders()
    {
        using var folder = new TemporaryFolder();
        string link = Zip(folder, ("Actor_01", "/etc"));
        using (ZipArchive zip = ZipFile.Open(link, ZipArchiveMode.Update)) zip.Entries[0].ExternalAttributes = unchecked((int)0xA1FF0000);
        Assert.Contains("is a link", Assert.Throws<KitException>(() => ArchiveExtractor.Extract(link, folder["data"], 1000, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

        Directory.CreateDirectory(folder["data"]);
        Directory.CreateDirectory(folder["elsewhere"]);
        Directory.CreateSymbolicLink(folder["data/Actor_02"], folder["elsewhere"]);
        string through = Zip(folder, ("Actor_02/a.wav", "x"));
        Assert.Contains("through the link", Assert.Throws<KitException>(() => ArchiveExtractor.Extract(through, folder["data"], 1000, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(folder["elsewhere"]));
    }

    [Fact]
    public void A_bomb_is_refused_before_the_first_byte()
    {
        using var folder = new TemporaryFolder();
        string zip = Zip(folder, ("Actor_01/a.wav", new string('0', 1_000_000)));
        Assert.True(new FileInfo(zip).Length < 5000);
        var error = Assert.Throws<KitException>(() => ArchiveExtractor.Extract(zip, folder["data"], 999_999, TestContext.Current.CancellationToken));
        Assert.Contains("would unpack to more than", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(folder["data"]));
    }

    [Fact]
    public void Half_an_archive_and_no_archive_are_errors_that_name_it()
    {
        using var folder = new TemporaryFolder();
        string zip = Zip(folder, ("Actor_01/a.wav", "sound"));
        byte[] bytes = File.ReadAllBytes(zip);
        foreach (byte[] content in (byte[][])[bytes[..(bytes.Length / 2)], [], [1, 2, 3]])
        {
            File.WriteAllBytes(zip, content);
            var error = Assert.Throws<KitException>(() => ArchiveExtractor.Extract(zip, folder["data"], 1000, TestContext.Current.CancellationToken));
            Assert.Equal(zip, error.File);
            Assert.Contains("is not a whole zip archive", error.Message, StringComparison.Ordinal);
        }
    }

    private static string Zip(TemporaryFolder folder, params (string Name, string Content)[] files)
    {
        string path = folder["archive.zip"];
        File.Delete(path);
        using ZipArchive zip = ZipFile.Open(path, ZipArchiveMode.Create);
        foreach (var (name, content) in files)
        {
            using var writer = new StreamWriter(zip.CreateEntry(name).Open());
            writer.Write(content);
        }

        return path;
    }
}
