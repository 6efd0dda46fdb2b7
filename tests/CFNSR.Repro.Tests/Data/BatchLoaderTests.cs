using CFNSR.Repro.Data;
using CFNSR.Repro.Features;
using TorchSharp;

namespace CFNSR.Repro.Tests.Data;

public class BatchLoaderTests
{
    private static readonly StoreArray Frames = new("frames", "|u1", [3, 16, 20, 3], new Dictionary<string, string>());
    private static readonly StoreArray Mfcc = new("mfcc", "<f4", [3, 5], new Dictionary<string, string>());
    private static readonly ClipName[] Names = [.. ClipName.SpeechOf(1).Take(30), .. ClipName.SpeechOf(2).Take(17)];

    [Fact]
    public void The_batches_are_the_same_bit_for_bit_for_any_number_of_workers() => WithStore(store =>
    {
        var one = Contents(store, workers: 1, prefetch: 1);
        Assert.Equal(one, Contents(store, workers: 2, prefetch: 3));
        Assert.Equal(one, Contents(store, workers: 5, prefetch: 2));
        Assert.Equal(10, one.Count); // 47 clips in batches of 5

        static List<string> Contents(ClipStore store, int workers, int prefetch) =>
        [
            .. Loader(store, new BatchOptions { BatchSize = 5, Shuffle = true, Seed = 4, Workers = workers, Prefetch = prefetch, Frames = FrameAugmentation.Create(4) })
                .Epoch(2).Select(batch =>
                {
                    using (batch) return string.Join(' ', batch.Clips) + Convert.ToHexString(batch.Video!.bytes) + Convert.ToHexString(batch.Audio!.bytes) + Convert.ToHexString(batch.Labels.bytes);
                }),
        ];
    });

    [Fact]
    public void A_batch_holds_what_the_store_holds() => WithStore(store =>
    {
        var loader = new BatchLoader(store, [7, 3, 9, 11, 2], new BatchOptions { BatchSize = 3, Frames = ImageNet.Normalise() });
        Assert.Equal((5, 2), (loader.Clips, loader.Batches));
        var batches = loader.Epoch(0).ToList();
        Assert.Equal([7, 3, 9], batches[0].Clips);
        Assert.Equal([11, 2], batches[1].Clips); // the last one is short
        Assert.Equal([3L, 3, 3, 16, 20], batches[0].Video!.shape);
        Assert.Equal([2L, 3, 5], batches[1].Audio!.shape);
        Assert.Equal(torch.ScalarType.Int64, batches[0].Labels.dtype);
        Assert.Equal([store.Names[7].Label, store.Names[3].Label, store.Names[9].Label], batches[0].Labels.data<long>().ToArray());
        Assert.Equal(store.Mfcc(11).ToArray(), batches[1].Audio!.data<float>().Take(3 * 5).ToArray());
        foreach (var (channel, t, y, x) in new[] { (0, 0, 0, 0), (2, 2, 15, 19), (1, 2, 3, 4) })
        {
            var value = store.Frames(3)[((t * 16 + y) * 20 + x) * 3 + channel];
            Assert.Equal((value / 255f - ImageNet.Mean[channel]) / ImageNet.Deviation[channel], batches[0].Video![1, channel, t, y, x].ToSingle());
        }

        foreach (var batch in batches) batch.Dispose();
    });

    [Fact]
    public void An_epoch_is_a_permutation_and_no_two_are_alike() => WithStore(store =>
    {
        int[] clips = [.. Enumerable.Range(5, 40)];
        var loader = new BatchLoader(store, clips, new BatchOptions { Shuffle = true, Seed = 9 });
        var orders = Enumerable.Range(0, 20).Select(loader.Order).ToList();
        Assert.All(orders, order => Assert.Equal(clips, order.Order()));
        Assert.Equal(20, orders.Select(order => string.Join(' ', order)).Distinct().Count());
        Assert.Equal(orders[3], new BatchLoader(store, clips, new BatchOptions { Shuffle = true, Seed = 9 }).Order(3));
        Assert.NotEqual(orders[3], new BatchLoader(store, clips, new BatchOptions { Shuffle = true, Seed = 10 }).Order(3));
        Assert.Equal(clips, new BatchLoader(store, clips).Order(3));
        Assert.Equal(orders[1], loader.Epoch(1).SelectMany(batch =>
        {
            using (batch) return batch.Clips;
        }));
    });

    [Fact]
    public void Work_ahead_is_bounded() => WithStore(store =>
    {
        var prepared = 0;
        var options = new BatchOptions { BatchSize = 4, Workers = 6, Prefetch = 2, Audio = (_, _, _, _) => Interlocked.Increment(ref prepared) };
        using var epoch = Loader(store, options).Epoch(0).GetEnumerator();
        for (var taken = 1; taken <= 4; taken++)
        {
            Assert.True(epoch.MoveNext());
            epoch.Current.Dispose();
            Thread.Sleep(50);
            Assert.InRange(Volatile.Read(ref prepared), 4 * taken, 4 * (taken + 2));
        }
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(3)]
    public void Leaving_an_epoch_early_frees_everything(int taken) => WithStore(store =>
    {
        // All tensors of the batches pass through here; each one must be freed in the end.
        var loader = Loader(store, new BatchOptions { BatchSize = 5, Workers = 3, Prefetch = 3, Frames = ImageNet.Normalise() });
        foreach (var batch in loader.Epoch(0).Take(taken)) batch.Dispose();
        var before = SettledTensors();
        for (var round = 0; round < 10; round++)
        {
            foreach (var batch in loader.Epoch(round).Take(taken)) batch.Dispose();
        }

        Assert.Equal(before, LiveTensors());
    });

    [Fact]
    public void A_whole_epoch_frees_everything() => WithStore(store =>
    {
        var loader = Loader(store, new BatchOptions { BatchSize = 5, Frames = ImageNet.Normalise() });
        var before = SettledTensors();
        foreach (var batch in loader.Epoch(0)) batch.Dispose();
        Assert.Equal(before, LiveTensors());
        var held = loader.Epoch(0).First();
        Assert.Equal(before + 3, LiveTensors());
        held.Dispose();
        held.Dispose();
        Assert.Equal(before, LiveTensors());
    });

    [Fact]
    public void A_dispose_scope_of_the_caller_does_not_own_a_batch() => WithStore(store =>
    {
        Batch batch;
        using (torch.NewDisposeScope()) batch = Loader(store, new BatchOptions()).Epoch(0).First();
        Assert.Equal(16 * 3 * 5, batch.Audio!.numel());
        batch.Dispose();
    });

    [Fact]
    public void A_forgotten_enumerator_ends_its_workers() => WithStore(store =>
    {
        var before = SettledTensors();
        Forget(store);
        for (var wait = 0; wait < 100 && LiveTensors() != before; wait++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
            Thread.Sleep(20);
        }

        Assert.Equal(before, LiveTensors());

        static void Forget(ClipStore store)
        {
            var epoch = Loader(store, new BatchOptions { BatchSize = 4 }).Epoch(0).GetEnumerator();
            epoch.MoveNext();
            epoch.Current.Dispose();
        }
    });

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    public void An_error_on_a_worker_surfaces_with_the_first_clip_that_failed(int workers) => WithStore(store =>
    {
        FeatureTransform failing = (from, _, clip, to) =>
        {
            from.CopyTo(to);
            if (clip is 13 or 14 or 30) throw new InvalidOperationException("no such thing");
        };
        var before = SettledTensors();
        var seen = 0;
        var error = Assert.Throws<KitException>(() =>
        {
            foreach (var batch in Loader(store, new BatchOptions { BatchSize = 5, Workers = workers, Audio = failing }).Epoch(0))
            {
                seen++;
                batch.Dispose();
            }
        });
        Assert.Equal(2, seen);
        Assert.Equal(store.Names[13].ToString(), error.File);
        Assert.Contains("no such thing", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, LiveTensors());
    });

    [Fact]
    public void Wrong_use_is_refused_at_once() => WithStore(store =>
    {
        Assert.Throws<ArgumentException>(() => new BatchLoader(store, []));
        Assert.Throws<ArgumentException>(() => new BatchLoader(store, [47]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BatchLoader(store, [0], new BatchOptions { Workers = 0 }));
        Assert.Throws<KitException>(() => new BatchLoader(store, [0], new BatchOptions { AudioArray = "logmel" }));
    });

    private static BatchLoader Loader(ClipStore store, BatchOptions options) => new(store, [.. Enumerable.Range(0, store.Count)], options);

    private static long LiveTensors() => torch.Tensor.TotalCount;

    /// <summary>The tensors alive once what earlier tests forgot has been collected.</summary>
    private static long SettledTensors()
    {
        for (var pass = 0; pass < 2; pass++)
        {
            GC.Collect();
            GC.WaitForPendingFinalizers();
        }

        return LiveTensors();
    }

    private static void WithStore(Action<ClipStore> test)
    {
        using var folder = new TemporaryFolder();
        ClipStoreTests.Fill(folder.Path, Names, [Frames, Mfcc]);
        using var store = ClipStore.Open(folder.Path);
        test(store);
    }
}
