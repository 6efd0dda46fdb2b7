namespace TorchSharp;

/// <summary>The open scopes of a thread.</summary>
public class DisposeScopeManager
{
    [ThreadStatic] private static DisposeScopeManager? ofThread;

    internal static DisposeScopeManager OfThread => ofThread ??= new DisposeScopeManager();

    internal ThreadDisposeScopeStatistics Own { get; } = new();

    internal DisposeScope? Current { get; private set; }

    public static ThreadDisposeScopeStatistics Statistics => OfThread.Own;

    internal DisposeScope? Register(torch.Tensor item)
    {
        if (Current is null) { Own.TensorStatistics.CreatedOutsideScopeCount++; return null; }
        Own.TensorStatistics.CreatedInScopeCount++;
        Current.Add(item);
        return Current;
    }

    internal DisposeScope Open() => Current = new DisposeScope(this);

    internal void Remove(DisposeScope scope)
    {
        if (ReferenceEquals(Current, scope)) { Current = scope.Outer; return; }
        for (var s = Current; s is not null; s = s.Outer)
            if (ReferenceEquals(s.Outer, scope)) { s.Outer = scope.Outer; return; }
    }
}

public class LifetimeStatistics
{
    public long CreatedInScopeCount { get; internal set; }
    public long CreatedOutsideScopeCount { get; internal set; }
    public long AttachedToScopeCount { get; internal set; }
    public long DetachedFromScopeCount { get; internal set; }
    public long DisposedInScopeCount { get; internal set; }
    public long DisposedOutsideScopeCount { get; internal set; }

    public long ThreadTotalLiveCount => CreatedInScopeCount + CreatedOutsideScopeCount - DisposedInScopeCount - DisposedOutsideScopeCount;

    public void Reset() =>
        CreatedInScopeCount = CreatedOutsideScopeCount = AttachedToScopeCount = DetachedFromScopeCount = DisposedInScopeCount = DisposedOutsideScopeCount = 0;

    public override string ToString() =>
        $"ThreadTotalLiveCount: {ThreadTotalLiveCount}, CreatedOutside: {CreatedOutsideScopeCount}, DisposedOutside: {DisposedOutsideScopeCount}, CreatedInScope: {CreatedInScopeCount}, DisposedInScope: {DisposedInScopeCount}, Attached: {AttachedToScopeCount}, Detached: {DetachedFromScopeCount}";
}

public class ThreadDisposeScopeStatistics
{
    public LifetimeStatistics TensorStatistics { get; } = new();

    public long CreatedInScopeCount => TensorStatistics.CreatedInScopeCount;
    public long CreatedOutsideScopeCount => TensorStatistics.CreatedOutsideScopeCount;
    public long AttachedToScopeCount => TensorStatistics.AttachedToScopeCount;
    public long DetachedFromScopeCount => TensorStatistics.DetachedFromScopeCount;
    public long DisposedInScopeCount => TensorStatistics.DisposedInScopeCount;
    public long DisposedOutsideScopeCount => TensorStatistics.DisposedOutsideScopeCount;
    public long ThreadTotalLiveCount => TensorStatistics.ThreadTotalLiveCount;

    public void Reset() => TensorStatistics.Reset();

    public override string ToString() => TensorStatistics.ToString();
}
