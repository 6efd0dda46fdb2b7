using CFNSR.Repro.Training;

namespace CFNSR.Repro.Tests.Training;

public class PresetsTests
{
    /// <summary>What each preset changes against the defaults: a change of a preset must be seen in a review.</summary>
    public static TheoryData<string, string> Snapshot => new()
    {
        { "paper", "name=paper" },
        {
            "classroom",
            "name=classroom device=cpu frames=8 image_size=64 face_box=centre epochs=15 video_blocks=1,1,1,1 video_width=8 cardinality=4"
        },
        { "audio", "name=audio system=audio device=cpu augment=false" },
        {
            "erann",
            "name=erann system=erann device=cpu augment=false log_mel=small erann_width=1 erann_blocks=1 time_mask=20 mel_mask=8 time_shift=15 mel_shift=2 "
            + "label_smoothing=0.05 optimizer=adamw weight_decay=0.01 schedule=one-cycle epochs=40"
        },
        { "tracking", "name=tracking video=tracking device=cpu threads=1 checkpoint_every=15 augment=false mfcc_norm=none audio_pooling=mean concat_hidden= log_mel=small erann_width=1 erann_blocks=1" },
        {
            "smoke",
            "name=smoke device=cpu validation_actors=1 frames=4 image_size=32 face_box=centre epochs=2 batch=8 video_blocks=1,1,1,1 video_width=4 cardinality=2 workers=1 "
            + "erann_width=1 erann_blocks=1 log_mel=small"
        },
        {
            "cfnsr-as-published",
            "name=cfnsr-as-published system=cfn-sr split=cfnsr5 validation=none face_box=landmarks crop_order=as-published channel_order=as-published "
            + "augment_unit=as-published mfcc_norm=none epochs=70 stem_relu=as-published audio_padding=as-published modality_dropout=0 batch_attention=as-published"
        },
        {
            "msaf-as-published",
            "name=msaf-as-published system=msaf validation=none face_box=landmarks crop_order=as-published channel_order=as-published "
            + "augment_unit=as-published mfcc_norm=none epochs=70 batch=4 stem_relu=as-published block_mask=as-published modality_dropout=0"
        },
    };

    [Theory]
    [MemberData(nameof(Snapshot))]
    public void A_preset_changes_these_settings_and_no_others(string name, string changes)
    {
        var preset = Presets.Get(name);
        var actual = Overrides.Between(new Experiment(), preset);
        Assert.Equal(changes.Split(' ').Order(StringComparer.Ordinal), actual.Order(StringComparer.Ordinal));
        Assert.Equal(preset, preset.Checked());
        Assert.NotEmpty(Presets.Purpose(name));
    }

    [Fact]
    public void All_presets_are_in_the_snapshot() =>
        Assert.Equal(Presets.Names.Order(StringComparer.Ordinal), Snapshot.Select(row => row.Data.Item1).Order(StringComparer.Ordinal));

    [Fact]
    public void An_unknown_preset_names_the_nearest() =>
        Assert.Equal("Did you mean classroom?", Assert.Throws<KitException>(() => Presets.Get("classrom")).Cure);
}
