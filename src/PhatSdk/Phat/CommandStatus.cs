namespace PhatSdk.Phat;

/// <summary>What became of a command.</summary>
public enum CommandStatus
{
    /// <summary>The contract ran to its end, and its changes hold.</summary>
    Succeeded = 0,

    /// <summary>The contract undid its changes, as ink! does when a message returns an <c>Err</c>.</summary>
    Reverted = 1,

    /// <summary>The contract did not run to its end: it panicked, ran out of gas, was not found, or its caller could not pay.</summary>
    Failed = 2,

    /// <summary>The worker has passed the command's block, and its log does not say what became of the command.</summary>
    Unknown = 3,
}
