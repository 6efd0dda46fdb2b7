namespace CFNSR.Repro.Tests.Data;

/// <summary>What <see cref="FaultyServer"/> does wrong with one request.</summary>
public enum ServerFault
{
    None, CutInTheMiddle, StallInTheMiddle, StallAtOnce, ClaimLess, ClaimMore, WrongBytes, TooLong, IgnoreRange, WrongRange,
    NotFound, TooManyRequests, ServerError, RangeNotSatisfiable, ResetAtOnce,
}
