namespace CFNSR.Repro.Tests;

/// <summary>A folder of its own for one test, removed afterwards. Its name holds a space and a letter outside ASCII on purpose.</summary>
internal sealed class TemporaryFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cfnsr tést ").FullName;

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    public string File(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Writes a file, with the folders it needs.</summary>
    public string Write(string name, byte[] content)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(File(name))!);
        System.IO.File.WriteAllBytes(File(name), content);
        return File(name);
    }

    /// <summary>Writes a text file, with the folders it needs.</summary>
    public string Write(string name, string content = "x") => Write(name, System.Text.Encoding.UTF8.GetBytes(content));

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
