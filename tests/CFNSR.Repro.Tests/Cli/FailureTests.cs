using System.Reflection;
using System.Runtime.CompilerServices;
using CFNSR.Repro.Cli;
using CFNSR.Repro.Tests.Training;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Cli;

/// <summary>Whatever a command throws reaches the user as one line.</summary>
public class FailureTests
{
    private const string Text = "frames.npy is odd\r\nException raised from call at engine.cpp:12\n   at libtorch.so\n";

    /// <summary>The exception types of the kit, its packages and the parts of the framework that it calls.</summary>
    public static TheoryData<Type> Types()
    {
        Type[] theirs =
        [
            typeof(TorchSharp.torch), typeof(OpenCvSharp.Mat), typeof(NAudio.Wave.WaveFormat), typeof(NAudio.MmException),
            typeof(Plotly.NET.GenericChart),
            typeof(Spectre.Console.AnsiConsole), typeof(object), typeof(InvalidDataException),
            typeof(System.Text.Json.JsonException), typeof(System.Net.Http.HttpRequestException),
        ];
        var all = theirs.Select(type => type.Assembly).Concat(KitAssemblies()).Distinct()
            .SelectMany(assembly => assembly.GetExportedTypes())
            .Where(type => typeof(Exception).IsAssignableFrom(type) && !type.IsAbstract);
        return [.. all.OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    [Theory, MemberData(nameof(Types))]
    public void Every_exception_type_is_one_line_without_a_stack(Type type)
    {
        CliRun run = Thrown(Make(type));
        Assert.Matches(@"\Acfnsr: [^\r\n]*[A-Za-z][^\r\n]*\n\z", run.Error);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
        Assert.Equal(type == typeof(KitException) ? ExitCode.BadInput : ExitCode.Failed, run.Exit);
    }

    [Fact]
    public void Those_of_the_kit_and_its_packages_are_among_them()
    {
        var types = Types().Select(row => row.Data).ToHashSet();
        Type[] some =
        [
            typeof(KitException), typeof(TrainingDivergedException), typeof(TrainingInterruptedException),
            typeof(OpenCvSharp.OpenCVException), typeof(NAudio.MmException), typeof(IOException),
        ];
        Assert.Superset(some.ToHashSet(), types);
    }

    [Fact]
    public void An_exception_that_carries_another_is_told_by_the_inner_one()
    {
        var kit = new KitException("is empty", "a.wav", cure: "Get it again.");
        var expected = new CliRun(ExitCode.BadInput, "", "cfnsr: a.wav: is empty. Get it again.\n");
        var several = new AggregateException(kit);
        Exception[] outer = [several, new TargetInvocationException(kit), new TypeInitializationException("Any", several)];
        Assert.All(outer, error => Assert.Equal(expected, Thrown(error)));
    }

    [Fact]
    public void Of_what_a_native_library_says_the_first_line_is_told_with_the_kits_method()
    {
        var native = new System.Runtime.InteropServices.ExternalException(Text);
        Assert.Equal("cfnsr: the job failed: frames.npy is odd (ExternalException in FailureTests.Throw)\n", Thrown(native).Error);
        Assert.Equal(
            "cfnsr: no room. Check that the folder can be written to and that the disk has room, then run the same command again.\n",
            Thrown(new IOException("no room.")).Error);
    }

    [Fact]
    public void A_loss_that_is_not_finite_ends_the_command_with_1_and_names_the_clips()
    {
        using var folder = new TemporaryFolder();
        TinyStore.Make(folder["store"]);
        CliRun run = CliRun.Of("train", "audio", "--store", folder["store"], "--runs", folder["runs"], "--preset", "smoke", "lr=1e30");
        Assert.Equal(ExitCode.Failed, run.Exit);
        string line = run.Error.Split('\n').Single(line => line.StartsWith("cfnsr: ", StringComparison.Ordinal));
        Assert.Matches(@"^cfnsr: The loss is (NaN|Infinity) in epoch 1, step \d, on the clips (01-01-0\d-01-01-01-\d\d(, |\. )){8}", line);
        Assert.DoesNotContain("   at ", run.Error, StringComparison.Ordinal);
    }

    private static Assembly[] KitAssemblies() =>
    [
        typeof(KitException).Assembly, typeof(Program).Assembly,
        typeof(Repro.Avatars.AvatarGenerator).Assembly, typeof(Repro.Notebooks.NotebookRunner).Assembly,
    ];

    private static CliRun Thrown(Exception error)
    {
        TextWriter console = Console.Error;
        using StringWriter written = new() { NewLine = "\n" };
        Console.SetError(written);
        try
        {
            return new(Program.Guarded(() => Throw(error)).GetAwaiter().GetResult(), "", written.ToString());
        }
        finally
        {
            Console.SetError(console);
        }
    }

    private static Task<int> Throw(Exception error) => throw error;

    /// <summary>One of the type, through its public constructor with the most text; without one, as it lies in memory.</summary>
    private static Exception Make(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Count(p => p.ParameterType == typeof(string)));
        if (constructor is null) return (Exception)RuntimeHelpers.GetUninitializedObject(type);
        object?[] values = [.. constructor.GetParameters().Select(p => p.ParameterType == typeof(string) ? Text
            : p.ParameterType == typeof(IReadOnlyList<string>) ? new[] { "03-01-01-01-01-01-01" }
            : p.ParameterType.IsValueType ? Activator.CreateInstance(p.ParameterType) : null)];
        try
        {
            return (Exception)constructor.Invoke(values);
        }
        catch (TargetInvocationException error)
        {
            return error.InnerException!; // NAudio's wants a Windows library for its text: this is what a user of another system gets
        }
    }
}
