using System.Reflection;

namespace TorchSharp.Utils;

/// <summary>The name of a component in the state dict, in place of the field's name.</summary>
public class ComponentNameAttribute : Attribute
{
    public string Name { get; set; } = "";
}

internal static class ComponentNames
{
    internal static string ComponentName(this FieldInfo field) => field.GetCustomAttribute<ComponentNameAttribute>()?.Name ?? field.Name;
}
