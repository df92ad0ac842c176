namespace PhatSdk.Phat;

/// <summary>How grave a record of a cluster's log is, as the Pink extension numbers it.</summary>
public enum PinkLogLevel
{
    /// <summary>Something failed.</summary>
    Error = 1,

    /// <summary>Something may be wrong.</summary>
    Warn = 2,

    /// <summary>Something happened.</summary>
    Info = 3,

    /// <summary>For who looks for a mistake.</summary>
    Debug = 4,

    /// <summary>Step by step.</summary>
    Trace = 5,
}
