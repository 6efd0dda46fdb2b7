namespace CFNSR.Repro.Tests;

public class AtomicFileTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("cfnsr-atomic-").FullName;

    [Fact]
    public void Replaces_the_old_content_and_leaves_no_temporary_file()
    {
        string file = Path.Combine(folder, "a", "text.txt");
        AtomicFile.WriteText(file, "old");
        AtomicFile.WriteText(file, "new é");
        Assert.Equal("new é", File.ReadAllText(file));
        Assert.Equal([file], Directory.GetFiles(Path.GetDirectoryName(file)!));
    }

    [Fact]
    public void A_writer_that_fails_half_way_leaves_the_old_content()
    {
        string file = Path.Combine(folder, "text.txt");
        AtomicFile.WriteText(file, "old");
        Assert.Throws<InvalidOperationException>(() => AtomicFile.Write(file, stream =>
        {
            stream.WriteByte(1);
            throw new InvalidOperationException("half way");
        }));
        Assert.Equal("old", File.ReadAllText(file));
        Assert.Single(Directory.GetFiles(folder));
    }

    [Fact]
    public void A_place_that_cannot_be_written_is_named()
    {
        string blocked = Path.Combine(folder, "file");
        AtomicFile.WriteText(blocked, "a file, not a folder");
        string file = Path.Combine(blocked, "below.txt");
        var error = Assert.Throws<KitException>(() => AtomicFile.WriteText(file, "x"));
        Assert.Equal(file, error.File);
        Assert.Contains("cannot be written", error.Message);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
