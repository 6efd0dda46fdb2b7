using System.Collections;

namespace CFNSR.Repro.Data;

/// <summary>The batches of one epoch; every enumeration has its own pipeline.</summary>
internal sealed class BatchSequence(Func<BatchPipeline> start) : IEnumerable<Batch>
{
    public IEnumerator<Batch> GetEnumerator() => new Enumerator(start());

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Enumerator(BatchPipeline pipeline) : IEnumerator<Batch>
    {
        private Batch? current;

        // An enumerator that is dropped without being disposed still ends the workers; they hold the pipeline, not the enumerator.
        ~Enumerator() => pipeline.Stop(wait: false);

        public Batch Current => current ?? throw new InvalidOperationException("MoveNext comes first.");

        object IEnumerator.Current => Current;

        public bool MoveNext() => (current = pipeline.Take()) is not null;

        public void Reset() => throw new NotSupportedException();

        public void Dispose()
        {
            pipeline.Stop(wait: true);
            GC.SuppressFinalize(this);
        }
    }
}
