using static TorchSharp.torch;

namespace TorchSharp.Modules
{
    /// <summary>A leaf tensor that a module trains. It takes the tensor out of the object it is made from.</summary>
    public class Parameter : Tensor
    {
        public Parameter(Tensor data, bool requires_grad = true) : base(data.with_requires_grad(requires_grad).TakeHandle(), false)
        {
            GC.SuppressFinalize(data);
            if (data.OwningScope is not null) DisposeScope.Replace(data, this);
            data.Forget();
        }
    }
}

namespace TorchSharp
{
    public static partial class torch
    {
        public static partial class nn
        {
            public static Modules.Parameter Parameter(Tensor data, bool requires_grad = true) => new(data, requires_grad);
        }
    }
}
