using TorchSharp.Modules;
using static TorchSharp.torch;

namespace CFNSR.Repro.Training;

/// <summary>The curves as TensorBoard events. A resumed run writes them anew from its history, so that no epoch stands there twice.</summary>
internal sealed class TensorBoardLog
{
    private readonly string folder;
    private readonly SummaryWriter writer;

    public TensorBoardLog(string folder, IEnumerable<EpochRecord> history)
    {
        this.folder = folder;
        writer = Guard(() =>
        {
            foreach (string old in Directory.GetFiles(folder, "events.out.tfevents.*")) File.Delete(old);
            return utils.tensorboard.SummaryWriter(folder, createRunName: false);
        });
        foreach (var epoch in history) Add(epoch);
    }

    public void Add(EpochRecord e)
    {
        Add("Loss/train", e.TrainLoss, e.Epoch);
        Add("Loss/val", e.ValLoss, e.Epoch);
        Add("Loss/test", e.TestLoss, e.Epoch);
        Add("Scores_top1/train", e.TrainAccuracy, e.Epoch);
        Add("Scores_top1/val", e.ValAccuracy, e.Epoch);
        Add("Scores_top1/test", e.TestAccuracy, e.Epoch);
        Add("Scores_uar/val", e.ValUar, e.Epoch);
        Add("Scores_uar/test", e.TestUar, e.Epoch);
        Add("Learning_rate", e.Lr, e.Epoch);
    }

    private void Add(string tag, double? value, int epoch)
    {
        if (value is not { } number) return;
        Guard(() =>
        {
            writer.add_scalar(tag, (float)number, epoch);
            return writer;
        });
    }

    private SummaryWriter Guard(Func<SummaryWriter> write)
    {
        try
        {
            return write();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new KitException($"TensorBoard events cannot be written: {error.Message}", folder,
                cure: "Check that the disk has room, then resume the run.", inner: error);
        }
    }
}
