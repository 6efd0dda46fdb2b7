using CFNSR.Repro.Avatars.Faces;
using CFNSR.Repro.Data;

namespace CFNSR.Repro.Tests.Avatars.Faces;

public sealed class ExpressionTests
{
    [Fact]
    public void The_table_stands_in_the_order_of_the_classes() =>
        Assert.Equal(Emotions.All, Expression.Table.Select(expression => expression.Emotion));

    // Du, Tao and Martinez 2014, table 1: the units shown by most subjects (AU24, lips pressed, is drawn as its neighbour AU23)
    [Theory]
    [InlineData(Emotion.Happy, new[] { 12, 25 })]
    [InlineData(Emotion.Sad, new[] { 4, 15, 1, 17 })]
    [InlineData(Emotion.Fearful, new[] { 1, 4, 20, 25, 2, 5 })]
    [InlineData(Emotion.Angry, new[] { 4, 7, 23 })]
    [InlineData(Emotion.Surprised, new[] { 1, 2, 25, 26, 5 })]
    [InlineData(Emotion.Disgust, new[] { 9, 10, 17 })]
    public void Every_prototype_has_its_action_units(Emotion emotion, int[] units) =>
        Assert.All(units, unit => Assert.True(Expression.Of(emotion).Units[(ActionUnit)unit] >= 0.25));

    [Fact]
    public void Neutral_is_at_rest() => Assert.All(ActionUnits.All, unit => Assert.Equal(0, Expression.Of(Emotion.Neutral).Units[unit]));

    [Fact]
    public void No_emotion_is_its_own_neighbour() =>
        Assert.All(Expression.Table, expression => Assert.DoesNotContain(expression.Emotion, expression.Neighbours));
}
