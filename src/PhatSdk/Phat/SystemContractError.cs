namespace PhatSdk.Phat;

/// <summary>Why a cluster's system contract refused, as <c>pink::system::Error</c> numbers it.</summary>
public enum SystemContractError
{
    /// <summary>The caller may not.</summary>
    PermissionDenied = 0,

    /// <summary>There is no such driver.</summary>
    DriverNotFound = 1,

    /// <summary>There is no such code.</summary>
    CodeNotFound = 2,

    /// <summary>Something that it needs is not so.</summary>
    ConditionNotMet = 3,
}
