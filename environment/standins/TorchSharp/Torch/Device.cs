using System.Globalization;

namespace TorchSharp;

public static partial class torch
{
    public class Device
    {
        public Device(DeviceType deviceType, int index = -1)
        {
            type = deviceType;
            this.index = deviceType == DeviceType.CUDA && index == -1 ? 0 : index;
        }

        public Device(string deviceType, int index = -1) : this(TypeOf(deviceType), index) { }

        public Device(string description) : this(TypeOf(description.Split(':')[0]), IndexOf(description)) { }

        public Device(int index) : this(DeviceType.CUDA, index) { }

        public DeviceType type { get; }

        public int index { get; }

        public override string ToString() => type.ToString().ToLowerInvariant() + (index == -1 ? "" : ":" + index.ToString(CultureInfo.InvariantCulture));

        public static implicit operator Device(string description) => new(description);

        private static DeviceType TypeOf(string name) =>
            Enum.TryParse<DeviceType>(name.Trim().ToUpperInvariant(), out var t) ? t : throw new ArgumentException($"Invalid device type '{name}'");

        private static int IndexOf(string description)
        {
            var parts = description.Split(':');
            return parts.Length switch
            {
                1 => -1,
                2 => int.Parse(parts[1], CultureInfo.InvariantCulture),
                _ => throw new ArgumentException($"Invalid device description '{description}'"),
            };
        }
    }

    public static Device device(string description) => InitializeDevice(new Device(description));
    public static Device device(string deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));
    public static Device device(DeviceType deviceType, int index = -1) => InitializeDevice(new Device(deviceType, index));
    public static Device device(int index) => InitializeDevice(new Device(index));
}
