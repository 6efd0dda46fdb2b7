using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection;
using System.Runtime.Loader;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Scripting;
using Microsoft.CodeAnalysis.Scripting.Hosting;
using Microsoft.DotNet.Interactive.Formatting;

namespace CFNSR.Repro.Notebooks;

/// <summary>
/// Resolves <c>#r "path"</c> against the notebook's folder. An assembly that this process has already, or can load by its simple name
/// (the kit and what belongs to it), is taken from the process: the kit's static state and libtorch exist once.
/// </summary>
internal sealed class HostReferences(string folder, InteractiveAssemblyLoader loader) : MetadataReferenceResolver
{
    private readonly ScriptMetadataResolver files = ScriptMetadataResolver.Default.WithBaseDirectory(folder);
    private readonly ConcurrentDictionary<(string, MetadataReferenceProperties), PortableExecutableReference> known = new();

    public override bool ResolveMissingAssemblies => true;

    public override ImmutableArray<PortableExecutableReference> ResolveReference(string reference, string? baseFilePath, MetadataReferenceProperties properties) =>
        reference.EndsWith(".dll", StringComparison.OrdinalIgnoreCase) && FromHost(Path.GetFileNameWithoutExtension(reference.Replace('\\', '/')), properties) is { } loaded
            ? [loaded]
            : files.ResolveReference(reference, baseFilePath, properties);

    /// <summary>What a referenced assembly refers to. The engine's own assembly brings only the framework and the formatters along:
    /// a notebook that uses the kit without its <c>#r</c> line fails here as it does elsewhere.</summary>
    public override PortableExecutableReference? ResolveMissingAssembly(MetadataReference definition, AssemblyIdentity referenceIdentity)
    {
        string name = referenceIdentity.Name;
        bool ofEngine = definition is PortableExecutableReference { FilePath: { } path } && path == typeof(HostReferences).Assembly.Location;
        if (ofEngine && !name.StartsWith("System", StringComparison.Ordinal) && name != typeof(Formatter).Assembly.GetName().Name) return null;
        return FromHost(name, MetadataReferenceProperties.Assembly) ?? files.ResolveMissingAssembly(definition, referenceIdentity);
    }

    /// <summary>A reference to an assembly of this process, registered so that the running cell gets that very assembly.</summary>
    public PortableExecutableReference? FromHost(string name, MetadataReferenceProperties properties)
    {
        Assembly? assembly = AssemblyLoadContext.Default.Assemblies.FirstOrDefault(a => string.Equals(a.GetName().Name, name, StringComparison.OrdinalIgnoreCase)) ?? TryLoad(name);
        if (assembly is null || assembly.Location.Length == 0) return null;
        loader.RegisterDependency(assembly);
        return known.GetOrAdd((assembly.Location, properties), key => MetadataReference.CreateFromFile(key.Item1, key.Item2));
    }

    private static Assembly? TryLoad(string name)
    {
        try
        {
            return AssemblyLoadContext.Default.LoadFromAssemblyName(new AssemblyName(name));
        }
        catch (Exception e) when (e is IOException or BadImageFormatException)
        {
            return null;
        }
    }

    public override bool Equals(object? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(this);
}
