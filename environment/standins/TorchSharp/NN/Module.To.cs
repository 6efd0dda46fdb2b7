using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using TorchSharp.Modules;
using TorchSharp.Utils;

namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        public partial class Module
        {
            protected internal virtual Module _to(Device device, ScalarType dtype, bool non_blocking)
            {
                CheckFloating(dtype);
                if (device.type != DeviceType.CUDA) device = new Device(device.type, -1);
                InitializeDeviceType(device.type);
                _toEpilog(device, dtype, non_blocking);
                return this;
            }

            protected internal virtual Module _to(DeviceType deviceType, int deviceIndex, bool non_blocking)
            {
                if (deviceType != DeviceType.CUDA) deviceIndex = -1;
                if (deviceType == _deviceType && deviceIndex == _deviceIndex) return this;
                InitializeDeviceType(deviceType);
                _toEpilog(deviceType, deviceIndex, non_blocking);
                return this;
            }

            protected internal virtual Module _to(ScalarType dtype, bool non_blocking)
            {
                CheckFloating(dtype);
                _toEpilog(dtype, non_blocking);
                return this;
            }

            public Module _to(Tensor other, bool non_blocking)
            {
                _to(other.dtype, non_blocking);
                return _to(other.device_type, other.device_index, non_blocking);
            }

            protected void _toEpilog(ScalarType dtype, bool non_blocking) => _toEpilog(dtype, null, non_blocking);

            protected void _toEpilog(Device device, ScalarType dtype, bool non_blocking) => _toEpilog(dtype, device, non_blocking);

            protected void _toEpilog(DeviceType deviceType, int deviceIndex, bool non_blocking) => _toEpilog(null, new Device(deviceType, deviceIndex), non_blocking);

            /// <summary>Moves children, then replaces every own parameter and buffer that changes: in the property of its name, or else in the registry and its field.</summary>
            protected virtual void _toEpilog(ScalarType? dtype, Device? device, bool non_blocking)
            {
                foreach (var (_, m) in named_children())
                {
                    if (device is null) m._to(dtype!.Value, non_blocking);
                    else if (dtype is null) m._to(device.type, device.index, non_blocking);
                    else m._to(device, dtype.Value, non_blocking);
                }
                var fields = Fields(GetType()).ToDictionary(f => f.ComponentName());
                var properties = GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).ToDictionary(p => p.Name);
                foreach (var (key, old) in named_parameters(false).ToList())
                {
                    if (!ReplaceParameter(dtype, device, old, out var p)) continue;
                    if (properties.TryGetValue(key, out var property)) { property.SetValue(this, p); continue; }
                    old.Dispose();
                    ConditionallyRegisterParameter(key, p);
                    if (fields.TryGetValue(key, out var field)) field.SetValue(this, p);
                }
                foreach (var (key, old) in named_buffers(false).ToList())
                {
                    if (!ReplaceBuffer(dtype, device, old, out var b)) continue;
                    if (properties.TryGetValue(key, out var property)) { property.SetValue(this, b); continue; }
                    ConditionallyRegisterBuffer(key, b);
                    if (fields.TryGetValue(key, out var field)) field.SetValue(this, b);
                }
                if (device is not null) (_deviceType, _deviceIndex) = (device.type, device.index);
            }

            protected static bool ReplaceBuffer(ScalarType? dtype, Device? device, Tensor buffer, out Tensor? result)
            {
                result = null;
                var type = Wanted(dtype, buffer);
                if (!buffer.WillMove(type, device ?? buffer.device)) return false;
                result = buffer.to(type, device ?? buffer.device, disposeAfter: true).DetachFromDisposeScope();
                return true;
            }

            protected static bool ReplaceParameter(ScalarType? dtype, Device? device, Parameter param, [NotNullWhen(true)] out Parameter? p)
            {
                p = null;
                var type = Wanted(dtype, param);
                var target = device ?? param.device;
                if (!param.WillMove(type, target)) return false;
                using var _ = no_grad();
                using var grad = param.grad;
                p = new Parameter(param.to(type, target), param.requires_grad);
                p.DetachFromDisposeScope();
                if (grad is null) return true;
                using var moved = grad.to(type, target);
                p.grad = moved;
                return true;
            }

            private static ScalarType Wanted(ScalarType? dtype, Tensor t) => dtype is { } d && (t.is_floating_point() || t.is_complex()) ? d : t.dtype;

            private static void CheckFloating(ScalarType dtype)
            {
                if (!is_floating_point(dtype) && !is_complex(dtype))
                    throw new ArgumentException($"nn.Module.to only accepts floating point or complex types, but got desired dtype={dtype}");
            }

            protected static (Device device, ScalarType dtype) GetDefaultDeviceAndType(Device? device = null, ScalarType? dtype = null) =>
                (device ?? get_default_device(), dtype ?? get_default_dtype());
        }
    }
}
