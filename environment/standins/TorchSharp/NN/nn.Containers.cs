using TorchSharp.Modules;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public static Modules.Sequential Sequential() =>
            new();

        public static Modules.Sequential Sequential(IEnumerable<(string name, Module<Tensor, Tensor> submodule)> modules) =>
            new(modules.ToArray());

        public static Modules.Sequential Sequential(IEnumerable<Module<Tensor, Tensor>> modules) =>
            new(modules.ToArray());

        public static Modules.Sequential Sequential(IEnumerable<Tuple<string, Module<Tensor, Tensor>>> modules) =>
            new(modules.Select(m => (m.Item1, m.Item2)).ToArray());

        public static Modules.Sequential Sequential(params (string name, Module<Tensor, Tensor> submodule)[] modules) =>
            new(modules);

        public static Modules.Sequential Sequential(params Module<Tensor, Tensor>[] modules) =>
            new(modules);

        public static Modules.Sequential Sequential(params Tuple<string, Module<Tensor, Tensor>>[] modules) =>
            new(modules.Select(m => (m.Item1, m.Item2)).ToArray());

        public static ModuleList<T> ModuleList<T>(params T[] modules) where T : Module => new(modules);

        public static ModuleList<Module> ModuleList(params Module[] modules) => new(modules);
    }
}
