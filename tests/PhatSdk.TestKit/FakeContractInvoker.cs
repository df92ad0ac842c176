using System.Collections.Concurrent;
using PhatSdk.Contracts;
using PhatSdk.Crypto;
using PhatSdk.Primitives;

namespace PhatSdk.TestKit;

/// <summary>A contract that is a script: what it returns, a test says by the message's selector.</summary>
public sealed class FakeContractInvoker : IContractInvoker
{
    private readonly ConcurrentDictionary<Selector, Func<byte[], ContractOutput>> _answers = new();
    private readonly ConcurrentQueue<FakeContractCall> _calls = new();

    /// <summary>What was called, in order, transactions included.</summary>
    public IReadOnlyList<FakeContractCall> Calls => [.. _calls];

    /// <summary>The receipt of each transaction.</summary>
    public ContractReceipt Receipt { get; set; } = new() { Status = ContractReceiptStatus.Applied };

    /// <summary>Answers each call of a message with the same bytes.</summary>
    public FakeContractInvoker Answer(Selector selector, params byte[] data) => Answer(selector, _ => new ContractOutput { Data = data });

    /// <summary>Answers each call of a message with what is made of its input; what that throws, the caller gets.</summary>
    public FakeContractInvoker Answer(Selector selector, Func<byte[], ContractOutput> answer)
    {
        _answers[selector] = answer;
        return this;
    }

    /// <inheritdoc/>
    public ValueTask<ContractOutput> CallAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ContractCallOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _calls.Enqueue(new FakeContractCall(contract, input.ToArray(), options, null));
        Selector selector = Scale.ScaleCodec.Decode<Selector>(input.Span[..4]);
        return _answers.TryGetValue(selector, out Func<byte[], ContractOutput>? answer)
            ? ValueTask.FromResult(answer(input.ToArray()))
            : throw new ContractTrappedException($"contract {contract}", $"no answer for {selector}", "");
    }

    /// <inheritdoc/>
    public ValueTask<ContractReceipt> SubmitAsync(
        AccountId contract, ReadOnlyMemory<byte> input, ISigner signer, ContractTransactionOptions options, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _calls.Enqueue(new FakeContractCall(contract, input.ToArray(), null, options));
        return ValueTask.FromResult(Receipt);
    }
}
