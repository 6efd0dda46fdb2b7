using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Tests.Standins;

/// <summary>Public and protected members as text, one a line, in the form of the api.txt files beside the stand-ins. What a caller cannot see (override, virtual, a reference's nullability, constraints, obsolescence) is left out on both sides.</summary>
internal static class ApiText
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<Type, string> Keywords = new()
    {
        [typeof(void)] = "void", [typeof(bool)] = "bool", [typeof(byte)] = "byte", [typeof(sbyte)] = "sbyte", [typeof(short)] = "short", [typeof(ushort)] = "ushort",
        [typeof(int)] = "int", [typeof(uint)] = "uint", [typeof(long)] = "long", [typeof(ulong)] = "ulong", [typeof(float)] = "float", [typeof(double)] = "double",
        [typeof(decimal)] = "decimal", [typeof(char)] = "char", [typeof(string)] = "string", [typeof(object)] = "object", [typeof(nint)] = "nint", [typeof(nuint)] = "nuint",
    };

    private static readonly Dictionary<string, string> Operators = new()
    {
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%", ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|", ["op_ExclusiveOr"] = "^",
        ["op_LeftShift"] = "<<", ["op_RightShift"] = ">>", ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">", ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=", ["op_UnaryNegation"] = "-", ["op_UnaryPlus"] = "+", ["op_LogicalNot"] = "!", ["op_OnesComplement"] = "~", ["op_Increment"] = "++", ["op_Decrement"] = "--",
    };

    /// <summary>The members of every type of a listing, and the bases that may supply more.</summary>
    public static Dictionary<string, (string[] Bases, HashSet<string> Members)> Read(string listing)
    {
        var values = Keywords.Keys.Where(t => t.IsValueType).Select(t => Keywords[t]).Concat(["Half", "TimeSpan", "DateTime", "Guid", "Index", "Range"]).ToHashSet();
        foreach (Match m in Regex.Matches(listing, @"^T: .*\b(?:struct|enum) (\S+)", RegexOptions.Multiline)) values.Add(m.Groups[1].Value);
        string Plain(string s)
        {
            s = Regex.Replace(s.Trim(), @"^\[Obsolete(\(.*?\))?\] (?=public|protected)", "");
            s = Regex.Replace(s, @"\b(override|virtual|abstract|sealed|new|readonly|extern|unsafe) ", "").Replace("protected internal ", "protected ");
            s = Regex.Replace(s, " where [A-Za-z0-9]+ : .*$", "");
            return Regex.Replace(s, @"([\w.]+|[\])>])\?", m => values.Contains(m.Groups[1].Value) || m.Groups[1].Value == ")" ? m.Value : m.Groups[1].Value);
        }
        var types = new Dictionary<string, (string[], HashSet<string>)>();
        foreach (var block in listing.Split("\n\n"))
        {
            var lines = block.Split('\n').Where(l => l.Length > 0 && !l.StartsWith('#')).ToList();
            if (lines.Count == 0) continue;
            var head = Regex.Replace(lines[0]["T: ".Length..], @"^\[\w+(\(.*?\))?\] ", "");
            var parts = Regex.Replace(head, " where .*$", "").Split(" : ", 2);
            var name = parts[0].Contains(" delegate ", StringComparison.Ordinal)
                ? Plain(parts[0])
                : Regex.Replace(parts[0], @"^(?:(?:public|protected|internal|static|abstract|sealed|readonly|ref|class|struct|enum|interface) )+", "");
            types[name] = (parts.Length > 1 ? Bases(parts[1]) : [], lines.Skip(1).Select(Plain).ToHashSet());
        }
        return types;
    }

    private static string[] Bases(string text)
    {
        var (list, depth, start) = (new List<string>(), 0, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || (text[i] == ',' && depth == 0)) { list.Add(text[start..i].Trim()); start = i + 1; continue; }
            depth += text[i] is '<' or '(' ? 1 : text[i] is '>' or ')' ? -1 : 0;
        }
        return [.. list];
    }

    /// <summary>A type's name in the listing; a delegate's whole signature.</summary>
    public static string Head(Type t)
    {
        if (!typeof(MulticastDelegate).IsAssignableFrom(t)) return Name(t);
        var call = t.GetMethod("Invoke")!;
        return $"public delegate {Name(call.ReturnType, Names(call.ReturnParameter))} {Name(t)}({Parameters(call.GetParameters())})";
    }

    public static IEnumerable<string> Members(Type t)
    {
        if (t.IsEnum) return t.GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => $"{f.Name} = {Convert.ToString(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}");
        if (typeof(MulticastDelegate).IsAssignableFrom(t)) return [];
        var properties = t.GetProperties(Declared);
        var accessors = properties.SelectMany(p => p.GetAccessors(true)).Concat(t.GetEvents(Declared).SelectMany(e => new[] { e.AddMethod!, e.RemoveMethod! })).ToHashSet();
        return [
            .. t.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly).Select(f =>
                $"{(f.IsPublic ? "public" : "protected")} {(f.IsLiteral ? "const " : f.IsStatic ? "static " : "")}{Name(f.FieldType, Names(f))} {f.Name}{(f.IsLiteral ? " = " + Value(f.GetRawConstantValue(), f.FieldType) : "")}"),
            .. t.GetConstructors(Declared).Where(c => Seen(c) && !c.IsStatic).Select(c => $"{Access(c)} {t.Name.Split('`')[0]}({Parameters(c.GetParameters())})"),
            .. properties.Where(p => Seen(p.GetMethod) || Seen(p.SetMethod)).Select(Property),
            .. t.GetEvents(Declared).Where(e => Seen(e.AddMethod)).Select(e => $"{Access(e.AddMethod!)} {Static(e.AddMethod!)}event {Name(e.EventHandlerType!, Names(e))} {e.Name}"),
            .. t.GetMethods(Declared).Where(m => Seen(m) && !accessors.Contains(m) && m.Name != "Finalize" && !m.Name.Contains('<')).Select(Method),
        ];
    }

    public static bool Visible(Type t) => t.DeclaringType is null ? t.IsPublic : (t.IsNestedPublic || t.IsNestedFamily || t.IsNestedFamORAssem) && Visible(t.DeclaringType);

    private static bool Seen(MethodBase? m) => m is not null && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);

    private static string Access(MethodBase m) => m.IsPublic ? "public" : "protected";

    private static string Static(MethodBase m) => m.IsStatic ? "static " : "";

    private static string Method(MethodInfo m)
    {
        var extension = m.IsDefined(typeof(ExtensionAttribute)) ? "this " : "";
        var (head, result, parameters) = ($"{Access(m)} {Static(m)}", Name(m.ReturnType, Names(m.ReturnParameter)), $"({extension}{Parameters(m.GetParameters())})");
        if (m.ReturnType.IsByRef) result = "ref " + result;
        if (m.Name is "op_Implicit" or "op_Explicit") return $"{head}{m.Name[3..].ToLowerInvariant()} operator {result}{parameters}";
        if (Operators.TryGetValue(m.Name, out var op)) return $"{head}{result} operator {op}{parameters}";
        var generics = m.IsGenericMethodDefinition ? "<" + string.Join(", ", m.GetGenericArguments().Select(g => g.Name)) + ">" : "";
        return $"{head}{result} {m.Name}{generics}{parameters}";
    }

    private static string Property(PropertyInfo p)
    {
        var lead = new[] { p.GetMethod, p.SetMethod }.Where(Seen).OrderByDescending(m => m!.IsPublic).First()!;
        string Accessor(MethodInfo? m, string word) => !Seen(m) ? "" : (lead.IsPublic && !m!.IsPublic ? "protected " : "") + word + "; ";
        var init = p.SetMethod?.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit)) == true;
        var index = p.GetIndexParameters();
        return $"{Access(lead)} {Static(lead)}{(p.IsDefined(typeof(RequiredMemberAttribute)) ? "required " : "")}{(p.PropertyType.IsByRef ? "ref " : "")}{Name(p.PropertyType, Names(p))} " +
            $"{(index.Length > 0 ? $"this[{Parameters(index)}]" : p.Name)} {{ {Accessor(p.GetMethod, "get")}{Accessor(p.SetMethod, init ? "init" : "set")}}}";
    }

    private static string Parameters(ParameterInfo[] parameters) => string.Join(", ", parameters.Select(p =>
    {
        var way = !p.ParameterType.IsByRef ? "" : p.IsOut ? "out " : p.IsIn ? "in " : "ref ";
        var many = p.IsDefined(typeof(ParamArrayAttribute)) || p.IsDefined(typeof(ParamCollectionAttribute)) ? "params " : "";
        return $"{many}{way}{Name(p.ParameterType, Names(p))} {p.Name}{(p.HasDefaultValue ? " = " + Value(p.RawDefaultValue, p.ParameterType) : "")}";
    }));

    private static string Value(object? v, Type t)
    {
        if (Nullable.GetUnderlyingType(t) is { } inner)
        {
            if (v is null) return "null";
            t = inner;
        }
        if (v is null) return t.IsValueType || t.IsGenericParameter ? "default" : "null";
        if (t.IsEnum)
        {
            var named = t.GetFields(BindingFlags.Public | BindingFlags.Static).FirstOrDefault(f => Equals(f.GetRawConstantValue(), v));
            return named is null ? $"({Name(t)}){Convert.ToString(v, CultureInfo.InvariantCulture)}" : $"{Name(t)}.{named.Name}";
        }
        return v switch
        {
            string s => '"' + s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + '"',
            bool b => b ? "true" : "false",
            char c => $"'{c}'",
            float f when !float.IsFinite(f) || f is float.MaxValue or float.MinValue => "float." + Extreme(f, float.MaxValue),
            double d when !double.IsFinite(d) || d is double.MaxValue or double.MinValue => "double." + Extreme(d, double.MaxValue),
            float f => f.ToString("R", CultureInfo.InvariantCulture) + "f",
            double d => d.ToString("R", CultureInfo.InvariantCulture) is var s && s.AsSpan().ContainsAny(".E") ? s : s + ".0",
            _ => Convert.ToString(v, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Extreme(double v, double max) =>
        double.IsNaN(v) ? "NaN" : double.IsPositiveInfinity(v) ? "PositiveInfinity" : double.IsNegativeInfinity(v) ? "NegativeInfinity" : v == max ? "MaxValue" : "MinValue";

    private static Queue<string?> Names(ICustomAttributeProvider of) =>
        new(of.GetCustomAttributes(typeof(TupleElementNamesAttribute), false).Cast<TupleElementNamesAttribute>().SelectMany(a => a.TransformNames));

    private static string Name(Type t, Queue<string?>? names = null)
    {
        if (t.IsByRef) return Name(t.GetElementType()!, names);
        if (t.IsPointer) return Name(t.GetElementType()!, names) + "*";
        if (t.IsGenericParameter) return t.Name;
        if (t.IsArray)
        {
            var (marks, element) = ("", t);
            for (; element.IsArray; element = element.GetElementType()!) marks += "[" + new string(',', element.GetArrayRank() - 1) + "]";
            return Name(element, names) + marks;
        }
        if (Nullable.GetUnderlyingType(t) is { } inner) return Name(inner, names) + "?";
        if (Keywords.TryGetValue(t, out var word)) return word;
        var arguments = t.GetGenericArguments();
        if (t is { IsGenericType: true, IsGenericTypeDefinition: false } && t.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) != false && t.Namespace == "System" && t.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            var own = arguments.Select(_ => names is { Count: > 0 } ? names.Dequeue() : null).ToArray();
            return "(" + string.Join(", ", arguments.Select((a, i) => Name(a, names) + (own[i] is { } n ? " " + n : ""))) + ")";
        }
        var text = string.IsNullOrEmpty(t.Namespace) || t.Namespace is "System" or "System.Collections.Generic" ? "" : t.Namespace + ".";
        var chain = new List<Type>();
        for (var c = t; c is not null; c = c.DeclaringType) chain.Insert(0, c);
        var used = 0;
        foreach (var c in chain)
        {
            text += (c == chain[0] ? "" : ".") + c.Name.Split('`')[0];
            var count = c.GetGenericArguments().Length - used;
            if (count > 0)
                text += "<" + string.Join(", ", arguments.Skip(used).Take(count).Select(a => t.IsGenericTypeDefinition ? Variance(a) + a.Name : Name(a, names))) + ">";
            used += Math.Max(count, 0);
        }
        return text;
    }

    private static string Variance(Type g) => (g.GenericParameterAttributes & GenericParameterAttributes.VarianceMask) switch
    {
        GenericParameterAttributes.Covariant => "out ",
        GenericParameterAttributes.Contravariant => "in ",
        _ => "",
    };
}
