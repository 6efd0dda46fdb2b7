using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Avatars.Faces;

public sealed class FaceGeometryTests
{
    public static TheoryData<int> Actors => [.. Enumerable.Range(1, ActorIdentity.Count)];

    private static FaceGeometry Face(int actor, Emotion emotion, double strength = 1) =>
        FaceGeometry.From(ActorIdentity.Of(actor, 0).Shape, Expression.Of(emotion).Units.Scale(strength));

    [Theory, MemberData(nameof(Actors))]
    public void Every_emotion_moves_the_features_that_FACS_says_it_moves(int actor)
    {
        var neutral = Face(actor, Emotion.Neutral);
        foreach (var strength in new[] { Expression.NormalIntensity, 1 })
        {
            FaceGeometry calm = Face(actor, Emotion.Calm, strength), happy = Face(actor, Emotion.Happy, strength), sad = Face(actor, Emotion.Sad, strength);
            FaceGeometry angry = Face(actor, Emotion.Angry, strength), fearful = Face(actor, Emotion.Fearful, strength);
            FaceGeometry disgust = Face(actor, Emotion.Disgust, strength), surprised = Face(actor, Emotion.Surprised, strength);

            Assert.True(happy.CornerY < neutral.CornerY - 0.03, "a smile lifts the corners");
            Assert.True(happy.MouthWidth > neutral.MouthWidth + 0.04, "a smile widens the mouth");
            Assert.True(calm.Smile > neutral.Smile && calm.Smile < happy.Smile, "calm smiles less than happy");
            Assert.True(calm.EyeOpening < neutral.EyeOpening * 0.9, "calm has hanging lids");
            Assert.True(sad.Smile < neutral.Smile - 0.03, "sadness lowers the corners");
            Assert.True(sad.BrowInnerY - sad.BrowOuterY < neutral.BrowInnerY - neutral.BrowOuterY - 0.03, "sadness lifts the inner brows");
            Assert.True(angry.BrowInnerY > neutral.BrowInnerY + 0.05, "anger lowers the brows");
            Assert.True(angry.BrowInnerX < neutral.BrowInnerX - 0.02, "anger draws the brows together");
            Assert.True(angry.LowerLip < neutral.LowerLip * 0.75, "anger narrows the lips");
            Assert.True(fearful.EyeOpening > neutral.EyeOpening * 1.15, "fear opens the eyes");
            Assert.True(fearful.MouthWidth > neutral.MouthWidth + 0.03, "fear stretches the lips");
            Assert.True(disgust.UpperLipY < neutral.UpperLipY - 0.04 && disgust.NoseY < neutral.NoseY - 0.02, "disgust lifts lip and nose");
            Assert.True(surprised.Opening > fearful.Opening + 0.05, "surprise drops the jaw further than fear");
            Assert.True(surprised.BrowOuterY < fearful.BrowOuterY - 0.02, "surprise lifts the whole brow");
            Assert.All(new[] { calm, happy, sad, angry, fearful, disgust }, face => Assert.True(face.Opening < surprised.Opening));
        }
    }

    [Theory, MemberData(nameof(Actors))]
    public void Features_stay_in_their_places(int actor)
    {
        foreach (var emotion in Emotions.All)
        {
            var face = FaceGeometry.From(ActorIdentity.Of(actor, 0).Shape, Expression.Of(emotion).Units, speech: 1.2);
            Assert.True(face.BrowMiddleY < -0.10, "brows are above the eyes");
            Assert.True(face.NoseY < face.UpperLipY - face.UpperLip, "the nose is above the lips");
            Assert.True(face.LowerLipY + face.LowerLip < face.ChinY, "the lips are above the chin");
            Assert.True(face.Opening >= 0 && face.UpperLid + face.LowerLid >= 0);
        }
    }

    [Fact]
    public void Speech_opens_the_mouth_and_a_blink_closes_the_eyes()
    {
        var shape = ActorIdentity.Of(1, 0).Shape;
        var rest = FaceGeometry.From(shape, ActionUnits.Rest);
        Assert.Equal(0, rest.Opening, 12);
        Assert.Equal(0.135, FaceGeometry.From(shape, ActionUnits.Rest, speech: 1).Opening, 12);
        Assert.Equal(0.124, rest.EyeOpening, 12);
        Assert.Equal(0.004, FaceGeometry.From(shape, ActionUnits.Rest, blink: 1).EyeOpening, 12);
    }
}
