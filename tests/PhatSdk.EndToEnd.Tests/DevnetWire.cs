namespace PhatSdk.EndToEnd.Tests;

/// <summary>How a devnet is reached.</summary>
public enum DevnetWire
{
    /// <summary>Within the process.</summary>
    InProcess,

    /// <summary>The chain by WebSocket, the worker by HTTP.</summary>
    Socket,
}
