using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace CFNSR.Repro.Tests.Standins;

/// <summary>
/// Public and protected members as lines of text, from an assembly by reflection and from an api.txt, in one form: without
/// namespaces, nullability marks, names of tuple elements, constraints and modifiers that callers do not see.
/// </summary>
internal static partial class ApiListing
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
        ["op_Addition"] = "+", ["op_Subtraction"] = "-", ["op_Multiply"] = "*", ["op_Division"] = "/", ["op_Modulus"] = "%", ["op_BitwiseAnd"] = "&", ["op_BitwiseOr"] = "|",
        ["op_ExclusiveOr"] = "^", ["op_Equality"] = "==", ["op_Inequality"] = "!=", ["op_LessThan"] = "<", ["op_GreaterThan"] = ">", ["op_LessThanOrEqual"] = "<=",
        ["op_GreaterThanOrEqual"] = ">=", ["op_UnaryNegation"] = "-", ["op_UnaryPlus"] = "+", ["op_LogicalNot"] = "!", ["op_OnesComplement"] = "~",
    };

    /// <summary>Type name (with its namespace) → members, from a file of the form of api.txt; members of listed base types count as the type's own.</summary>
    public static Dictionary<string, HashSet<string>> Read(string file)
    {
        var types = new Dictionary<string, HashSet<string>>();
        var bases = new Dictionary<string, string[]>();
        HashSet<string>? members = null;
        foreach (string line in File.ReadLines(file))
        {
            if (line.StartsWith("T: ", StringComparison.Ordinal))
            {
                string head = Attributes().Replace(line[3..], "").Split(" where ")[0];
                string name = TypeName(head);
                types.TryAdd(name, []);
                members = types[name];
                int colon = head.IndexOf(" : ", StringComparison.Ordinal);
                bases[name] = colon < 0 ? [] : [.. Split(head[(colon + 3)..]).Select(b => Generics().Replace(b, ""))];
                if (head.Contains(" delegate ", StringComparison.Ordinal)) members.Add(Canonical(Variance().Replace(head[..ParameterList(head)], "") + head[ParameterList(head)..]));
            }
            else if (members is not null && line.Length > 0) members.Add(Canonical(Attributes().Replace(line.Trim(), "")));
        }
        Dictionary<string, string> byPlainName = types.Keys.GroupBy(t => Generics().Replace(t, "")).ToDictionary(g => g.Key, g => g.First());
        return types.ToDictionary(t => t.Key, t => Family(t.Key, []));

        HashSet<string> Family(string name, HashSet<string> seen) => !seen.Add(name) ? [] :
            [.. types[name], .. bases[name].Where(byPlainName.ContainsKey).SelectMany(b => Family(byPlainName[b], seen))];
    }

    /// <summary>Type name → members of an assembly.</summary>
    public static Dictionary<string, HashSet<string>> Of(Assembly assembly) =>
        assembly.GetTypes().Where(Visible).ToDictionary(QualifiedName, t => Members(t).Select(Canonical).ToHashSet());

    private static string TypeName(string head)
    {
        if (head.Contains(" delegate ", StringComparison.Ordinal)) head = head[..ParameterList(head)];
        string left = head.Split(" : ")[0];
        int depth = 0, start = left.Length;
        while (start > 0 && (depth > 0 || left[start - 1] != ' '))
        {
            start--;
            depth += left[start] switch { '>' => 1, '<' => -1, _ => 0 };
        }
        return Variance().Replace(left[start..], "");
    }

    private static int ParameterList(string head)
    {
        int depth = 0;
        for (int i = head.Length - 1; i >= 0; i--)
        {
            depth += head[i] switch { ')' => 1, '(' => -1, _ => 0 };
            if (head[i] == '(' && depth == 0) return i;
        }
        return head.Length;
    }

    private static List<string> Split(string list)
    {
        var parts = new List<string>();
        int depth = 0, from = 0;
        for (int i = 0; i <= list.Length; i++)
        {
            if (i == list.Length || (list[i] == ',' && depth == 0))
            {
                parts.Add(list[from..i].Trim());
                from = i + 1;
            }
            else depth += list[i] switch { '<' or '(' => 1, '>' or ')' => -1, _ => 0 };
        }
        return parts;
    }

    private static string Canonical(string member)
    {
        string text = Modifiers().Replace(member.Split(" where ")[0], "");
        text = text.Replace("protected internal ", "protected ", StringComparison.Ordinal).Replace("?", "", StringComparison.Ordinal);
        text = Namespaces().Replace(text, "");
        for (Match tuple = Tuple().Match(text); tuple.Success; tuple = Tuple().Match(text))
        {
            IEnumerable<string> elements = Split(tuple.Groups[1].Value).Select(e => ElementName().Replace(e, ""));
            text = string.Concat(text.AsSpan(0, tuple.Index), "«" + string.Join(";", elements) + "»", text.AsSpan(tuple.Index + tuple.Length));
        }
        return text;
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
        {
            foreach (FieldInfo f in type.GetFields(BindingFlags.Public | BindingFlags.Static)) yield return $"{f.Name} = {Convert.ToString(f.GetRawConstantValue(), CultureInfo.InvariantCulture)}";
            yield break;
        }
        if (type.BaseType == typeof(MulticastDelegate))
        {
            MethodInfo invoke = type.GetMethod("Invoke")!;
            yield return $"public delegate {Name(invoke.ReturnType)} {QualifiedName(type)}({Parameters(invoke.GetParameters(), false)})";
            yield break;
        }
        foreach (FieldInfo f in type.GetFields(Declared).Where(f => f.IsPublic || f.IsFamily || f.IsFamilyOrAssembly))
        {
            string kind = f.IsLiteral ? "const " : f.IsStatic ? "static " : "";
            yield return $"{(f.IsPublic ? "public" : "protected")} {kind}{Name(f.FieldType)} {f.Name}{(f.IsLiteral ? " = " + Value(f.GetRawConstantValue(), f.FieldType) : "")}";
        }
        foreach (ConstructorInfo c in type.GetConstructors(Declared).Where(c => !c.IsStatic && Visible(c)))
        {
            yield return $"{Access(c)} {type.Name.Split('`')[0]}({Parameters(c.GetParameters(), false)})";
        }
        var accessors = new HashSet<MethodInfo>();
        foreach (PropertyInfo p in type.GetProperties(Declared))
        {
            accessors.UnionWith(p.GetAccessors(nonPublic: true));
            if (Visible(p.GetMethod) || Visible(p.SetMethod)) yield return Property(p);
        }
        foreach (EventInfo e in type.GetEvents(Declared)) accessors.UnionWith([e.AddMethod!, e.RemoveMethod!]);
        foreach (MethodInfo m in type.GetMethods(Declared).Where(m => Visible(m) && !accessors.Contains(m) && m.Name != "Finalize" && !m.Name.Contains('<', StringComparison.Ordinal)))
        {
            yield return Method(m);
        }
    }

    private static string Property(PropertyInfo p)
    {
        MethodInfo lead = Visible(p.GetMethod) && (!Visible(p.SetMethod) || Rank(p.GetMethod!) >= Rank(p.SetMethod!)) ? p.GetMethod! : p.SetMethod!;
        string text = "";
        foreach ((MethodInfo? m, string name) in new[] { (p.GetMethod, "get"), (p.SetMethod, "set") })
        {
            if (!Visible(m)) continue;
            bool init = m!.ReturnParameter.GetRequiredCustomModifiers().Contains(typeof(IsExternalInit));
            text += (Rank(m) < Rank(lead) ? Access(m) + " " : "") + (init ? "init" : name) + "; ";
        }
        ParameterInfo[] index = p.GetIndexParameters();
        return $"{Access(lead)} {(lead.IsStatic ? "static " : "")}{(p.PropertyType.IsByRef ? "ref " : "")}{Name(p.PropertyType)} {(index.Length > 0 ? $"this[{Parameters(index, false)}]" : p.Name)} {{ {text}}}";
    }

    private static string Method(MethodInfo m)
    {
        bool extension = m.IsDefined(typeof(ExtensionAttribute), false);
        string head = $"{Access(m)} {(m.IsStatic ? "static " : "")}", parameters = $"({Parameters(m.GetParameters(), extension)})", result = (m.ReturnType.IsByRef ? "ref " : "") + Name(m.ReturnType);
        if (m.IsSpecialName && m.Name is "op_Implicit" or "op_Explicit") return $"{head}{m.Name[3..].ToLowerInvariant()} operator {result}{parameters}";
        if (m.IsSpecialName && Operators.TryGetValue(m.Name, out string? sign)) return $"{head}{result} operator {sign}{parameters}";
        string generic = m.IsGenericMethodDefinition ? $"<{string.Join(", ", m.GetGenericArguments().Select(g => g.Name))}>" : "";
        return head + result + " " + m.Name + generic + parameters;
    }

    private static string Parameters(ParameterInfo[] parameters, bool extension) => string.Join(", ", parameters.Select((p, i) =>
    {
        Type type = p.ParameterType;
        string kind = extension && i == 0 ? "this " : p.IsDefined(typeof(ParamArrayAttribute), false) || p.IsDefined(typeof(ParamCollectionAttribute), false) ? "params " : "";
        if (type.IsByRef) kind += p.IsOut && !p.IsIn ? "out " : p.IsIn || p.IsDefined(typeof(IsReadOnlyAttribute), false) ? "in " : "ref ";
        string value = p.HasDefaultValue ? " = " + Value(p.RawDefaultValue is DBNull or Missing ? null : p.RawDefaultValue, type) : p.IsOptional ? " = default" : "";
        return $"{kind}{Name(type)} {p.Name}{value}";
    }));

    private static string Value(object? value, Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } inner)
        {
            if (value is null) return "null";
            type = inner;
        }
        if (value is null) return type.IsValueType || type.IsGenericParameter ? "default" : "null";
        if (type.IsEnum) return Enum.GetName(type, value) is { } name ? Name(type) + "." + name : $"({Name(type)}){Convert.ToString(Convert.ChangeType(value, Enum.GetUnderlyingType(type), CultureInfo.InvariantCulture), CultureInfo.InvariantCulture)}";
        return value switch
        {
            string s => "\"" + s.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal) + "\"",
            bool b => b ? "true" : "false",
            char c => $"'{c}'",
            float f => Number(f, f.ToString("R", CultureInfo.InvariantCulture) + "f", "float"),
            double d => Number(d, d.ToString("R", CultureInfo.InvariantCulture) is var s && s.AsSpan().ContainsAny(".Ee") ? s : s + ".0", "double"),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        };
    }

    private static string Number(double value, string text, string type) => value switch
    {
        double.PositiveInfinity => type + ".PositiveInfinity",
        double.NegativeInfinity => type + ".NegativeInfinity",
        double.NaN => type + ".NaN",
        double.MaxValue => type + ".MaxValue",
        double.MinValue => type + ".MinValue",
        _ => text,
    };

    // Without namespaces: the listing's are taken away too
    private static string Name(Type type)
    {
        if (type.IsByRef) return Name(type.GetElementType()!);
        if (type.IsPointer) return Name(type.GetElementType()!) + "*";
        if (type.IsArray)
        {
            string ranks = "";
            for (; type.IsArray; type = type.GetElementType()!) ranks += "[" + new string(',', type.GetArrayRank() - 1) + "]";
            return Name(type) + ranks;
        }
        if (Nullable.GetUnderlyingType(type) is { } inner) return Name(inner);
        if (Keywords.TryGetValue(type, out string? keyword)) return keyword;
        Type[] arguments = type.GetGenericArguments();
        if (type.IsGenericType && type.FullName?.StartsWith("System.ValueTuple`", StringComparison.Ordinal) != false && type.Namespace == "System" && type.Name.StartsWith("ValueTuple`", StringComparison.Ordinal))
        {
            return "«" + string.Join(";", arguments.Select(Name)) + "»";
        }
        int outer = type.IsNested && !type.IsGenericParameter ? type.DeclaringType!.GetGenericArguments().Length : 0;
        string own = arguments.Length > outer ? $"<{string.Join(", ", arguments.Skip(outer).Select(Name))}>" : "";
        // what stands before the last dot goes, except the generic arguments of an outer type: Outer<T>.Inner
        string before = outer > 0 ? $"{type.DeclaringType!.Name.Split('`')[0]}<{string.Join(", ", arguments.Take(outer).Select(Name))}>." : "";
        return before + type.Name.Split('`')[0] + own;
    }

    private static string QualifiedName(Type type)
    {
        string generic = type.GetGenericArguments().Skip(type.DeclaringType?.GetGenericArguments().Length ?? 0).ToArray() is { Length: > 0 } own ? $"<{string.Join(", ", own.Select(g => g.Name))}>" : "";
        string name = type.Name.Split('`')[0] + generic;
        if (type.DeclaringType is { } outer) return QualifiedName(outer) + "." + name;
        return type.Namespace is null or "System" or "System.Collections.Generic" ? name : type.Namespace + "." + name;
    }

    private static bool Visible(Type? type)
    {
        for (; type is not null; type = type.DeclaringType)
        {
            if (type.IsNested ? !(type.IsNestedPublic || type.IsNestedFamily || type.IsNestedFamORAssem) : !type.IsPublic) return false;
        }
        return true;
    }

    private static bool Visible(MethodBase? m) => m is not null && (m.IsPublic || m.IsFamily || m.IsFamilyOrAssembly);
    private static string Access(MethodBase m) => m.IsPublic ? "public" : "protected";
    private static int Rank(MethodBase m) => m.IsPublic ? 2 : 1;

    [GeneratedRegex(@"^\[.*?\] (?=(?:\[|public|protected))")]
    private static partial Regex Attributes();

    [GeneratedRegex(@"(?<=[<,] ?)(?:in|out) ")]
    private static partial Regex Variance();

    [GeneratedRegex(@"<.*$")]
    private static partial Regex Generics();

    [GeneratedRegex(@"\b(?:override|virtual|abstract|sealed|new|extern|unsafe|readonly|async|required) ")]
    private static partial Regex Modifiers();

    [GeneratedRegex(@"(?<![\w.""])(?!float\.|double\.)(?:[A-Za-z_]\w*\.)+(?=[A-Za-z_])")]
    private static partial Regex Namespaces();

    // parentheses that do not follow a name, a generic list or an operator's sign
    [GeneratedRegex(@"(?<=^|[ <(\[,«;])(?<!operator [<>=!*/%&|^~+-]+)\(([^()]*,[^()]*)\)(?=[\s>,\[)»;])")]
    private static partial Regex Tuple();

    [GeneratedRegex(@"(?<=[\w>\]»]) \w+$")]
    private static partial Regex ElementName();
}
