using System.Text;
using System.Text.Json;
using PhatSdk.Devnet.Chain;
using PhatSdk.Devnet.Rpc;
using PhatSdk.Devnet.Rpc.Contracts;
using PhatSdk.Devnet.Rpc.Methods;
using PhatSdk.Devnet.Rpc.V2;
using PhatSdk.Devnet.Tests.Chain;

namespace PhatSdk.Devnet.Tests.Rpc;

/// <summary>A chain that makes blocks on demand, asked by JSON-RPC without a wire.</summary>
internal sealed class RpcChain : IAsyncDisposable
{
    public RpcChain(ChainHeadLimits? limits = null)
    {
        DevnetGenesis genesis = DevnetGenesis.Development(new Dictionary<Primitives.AccountId, UInt128>(), []);
        Chain = new DevnetChain(SharedRuntime.Instance, genesis, new ChainOptions { Seal = SealPolicy.OnDemand });
        Dispatcher = new RpcDispatcher(
        [
            .. new ChainMethods(Chain).Methods,
            .. new StateMethods(Chain).Methods,
            .. new ReadProofMethods(Chain).Methods,
            .. new StateSubscriptions(Chain).Methods,
            .. new AuthorMethods(Chain).Methods,
            .. new SystemMethods(Chain).Methods,
            .. new ChildStateMethods(Chain).Methods,
            .. new KeystoreMethods(Chain).Methods,
            .. new PaymentMethods(Chain).Methods,
            .. new ContractsMethods(Chain).Methods,
            .. RefusedMethods.Methods,
            .. new DevMethods(Chain).Methods,
            .. new ChainHeadMethods(Chain, limits ?? new ChainHeadLimits()).Methods,
            .. new ChainSpecMethods(Chain).Methods,
            .. new ArchiveMethods(Chain).Methods,
            .. new TransactionMethods(Chain).Methods,
        ]);
        Transactions = new TestTransactions(Chain.Genesis.Hash);
    }

    public DevnetChain Chain { get; }

    public RpcDispatcher Dispatcher { get; }

    public RpcSession Session { get; } = new();

    public TestTransactions Transactions { get; }

    /// <summary>Calls a method and gives its result as JSON text.</summary>
    public async Task<string> CallAsync(string method, string parameters = "[]") =>
        Encoding.UTF8.GetString((await InvokeAsync(method, parameters)).Result.Span);

    /// <summary>Calls a method and gives its result.</summary>
    public async Task<JsonElement> ReadAsync(string method, string parameters = "[]") => JsonElement.Parse(await CallAsync(method, parameters));

    /// <summary>Subscribes and gives the notifications.</summary>
    public async Task<IAsyncEnumerator<JsonElement>> SubscribeAsync(string method, string parameters = "[]") =>
        (await InvokeAsync(method, parameters)).Feed!.ReadAllAsync().Select(notification => JsonElement.Parse(notification.Span)).GetAsyncEnumerator();

    /// <summary>Calls a method that answers with an error.</summary>
    public async Task<RpcErrorException> ErrorAsync(string method, string parameters = "[]")
    {
        try
        {
            await InvokeAsync(method, parameters);
        }
        catch (RpcErrorException error)
        {
            return error;
        }

        throw new AssertionException($"{method} {parameters} did not answer with an error");
    }

    public async ValueTask<RpcReply> InvokeAsync(string method, string parameters)
    {
        RpcReply reply = await Dispatcher.InvokeAsync(method, JsonElement.Parse(parameters), Session, CancellationToken.None);
        reply.Sent?.Invoke();
        return reply;
    }

    public async ValueTask DisposeAsync()
    {
        Session.Dispose();
        await Session.WhenIdleAsync();
        await Chain.DisposeAsync();
    }
}
