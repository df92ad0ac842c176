namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>A function of the Pink extension that the worker answers.</summary>
internal interface IPinkFunction
{
    /// <summary>The number by which contracts call it.</summary>
    uint Number { get; }

    /// <summary>Answers a call. May be called from several threads.</summary>
    /// <exception cref="PinkTrapException">The contract must trap.</exception>
    /// <exception cref="Scale.ScaleException">The arguments are none of this function.</exception>
    /// <exception cref="OperationCanceledException">The worker ends.</exception>
    PinkOutput Call(PinkCall call);
}
