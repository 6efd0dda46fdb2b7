using CFNSR.Repro.Evaluation;
using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Evaluation;

public class AblationGridTests
{
    [Fact]
    public void A_key_and_its_values_make_a_row_each_and_the_product_makes_all()
    {
        var heads = AblationGrid.Over("heads=1,2,4", "cfnsr-msafnet");
        Assert.Equal(["heads=1", "heads=2", "heads=4"], heads.Rows.SelectMany(row => row.Settings));
        Assert.Equal([(1, 2), (1, 3)], heads.Questions.Select(q => (q.First, q.Second)));
        Assert.Equal("What does heads=4 change against heads=1?", heads.Questions[1].Text);

        var both = heads.Times(AblationGrid.Over("layer_norm=true,false", "cfnsr-msafnet"));
        Assert.Equal("heads-layer-norm", both.Name);
        Assert.Equal(6, both.Rows.Count);
        Assert.Equal(["heads=2", "layer_norm=false"], both.Rows[3].Settings);
        // the first grid's questions at the second's first value, and the other way round
        Assert.Equal([(1, 3), (1, 5), (1, 2)], both.Questions.Select(q => (q.First, q.Second)));
    }

    [Fact]
    public void Values_with_commas_are_separated_by_semicolons() =>
        Assert.Equal(["video_blocks=1,1,1,1", "video_blocks=3,4,6,3"], AblationGrid.Over("video_blocks=1,1,1,1;3,4,6,3", "video").Rows.SelectMany(row => row.Settings));

    [Theory]
    [InlineData("head=1", "Did you mean heads?")]
    [InlineData("heads=", "without values")]
    [InlineData("heads=one", "not a value of heads")]
    public void A_bad_grid_is_refused_before_anything_is_trained(string text, string why) =>
        Assert.Contains(why, Assert.Throws<KitException>(() => AblationGrid.Over(text, "cfnsr-msafnet")).Message);

    [Fact]
    public void Grids_of_other_systems_make_no_product_and_unknown_names_get_a_hint()
    {
        Assert.Throws<KitException>(() => AblationGrids.Get("heads").Times(AblationGrids.Get("augmentation")));
        Assert.Contains("Did you mean heads?", Assert.Throws<KitException>(() => AblationGrids.Get("haeds")).Message);
    }

    [Fact]
    public void Every_ready_made_row_is_a_network_of_its_own_and_every_question_has_its_rows()
    {
        Assert.Equal(AblationGrids.All.Count, AblationGrids.All.Select(grid => grid.Name).Distinct().Count());
        foreach (var grid in AblationGrids.All)
        {
            Experiment[] rows = [.. grid.Rows.Select((_, row) => Ablation.Of(grid, row, Presets.Get("smoke"), true, "runs"))];
            Assert.Equal(rows.Length, rows.Select(row => row with { Name = "" }).Distinct().Count());
            Assert.All(rows, row => row.ToModelOptions());
            Assert.NotEmpty(grid.Questions);
            Assert.All(grid.Questions, question =>
            {
                Assert.InRange(question.First, 1, rows.Length);
                Assert.InRange(question.Second, 1, rows.Length);
                Assert.NotEqual(question.First, question.Second);
                Assert.EndsWith("?", question.Text);
            });
        }
    }

    [Fact]
    public void The_papers_additions_are_switched_one_by_one()
    {
        var grid = AblationGrids.Get("paper-additions");
        Experiment[] rows = [.. grid.Rows.Select((_, row) => Ablation.Of(grid, row, Presets.Get("classroom"), false, "runs"))];
        Assert.Equal(["cfn-sr", "cfnsr-msafnet", "cfnsr-msafnet", "cfn-sr", "cfnsr-msafnet", "cfnsr-msafnet"], rows.Select(row => row.System));
        // CFN-SR has no switch for attention or LayerNorm, and drops modalities only where it is told to
        Assert.Equal(
            [(true, false, 0.0), (false, true, 0.0), (true, true, 0.0), (true, true, 0.2)],
            new[] { rows[1], rows[2], rows[4], rows[5] }.Select(row => (row.Attention, row.LayerNorm, row.ModalityDropout)));
        Assert.Equal([false, false, false, true, false, false], rows.Select(row => row.DropoutInEverySystem));
        // rows without a change are those of compare
        Assert.Equal("classroom/cfn-sr", rows[0].Name);
        Assert.Equal("classroom/ablate-paper-additions/row-2", rows[1].Name);
        Assert.Equal("classroom/cfnsr-msafnet", rows[5].Name);
    }
}
