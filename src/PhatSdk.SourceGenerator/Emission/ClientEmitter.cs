using PhatSdk.SourceGenerator.Models;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>Writes a client's methods: one a query, two a message that changes state, one a constructor.</summary>
internal sealed class ClientEmitter(SourceWriter writer, ContractModel contract)
{
    private readonly string _virtual = contract.Class.IsSealed ? "" : "virtual ";

    internal void Write()
    {
        string name = contract.Class.Name;
        DocsEmitter.Write(writer, contract.Docs, $"A client of the contract `{contract.Title}`.");
        writer.Open($"partial class {name} : {Names.Contracts}.ContractClient, {Names.Contracts}.IContractClient<{name}>");
        writer.Line("/// <summary>Creates a client.</summary>");
        writer.Line("/// <param name=\"invoker\">How the contract is reached.</param>");
        writer.Line("/// <param name=\"address\">The contract's account.</param>");
        writer.Line($"public {name}({Names.Contracts}.IContractInvoker invoker, {Names.AccountId} address)");
        writer.Continued(": base(invoker, address)");
        writer.Line("{");
        writer.Line("}");
        if (!contract.Class.IsSealed)
        {
            writer.Line();
            writer.Line("/// <summary>Creates a client that reaches nothing, for fakes that override its messages.</summary>");
            writer.Line($"protected {name}()");
            writer.Line("{");
            writer.Line("}");
        }

        writer.Line();
        writer.Line("/// <inheritdoc/>");
        writer.Line($"public static {name} Create({Names.Contracts}.IContractInvoker invoker, {Names.AccountId} address) => new(invoker, address);");
        foreach (ConstructorModel constructor in contract.Constructors)
        {
            WriteDeploy(constructor);
        }

        foreach (MessageModel message in contract.Messages)
        {
            if (message.Mutates)
            {
                WriteSubmit(message);
                WriteEstimate(message);
            }
            else
            {
                WriteQuery(message);
            }
        }

        writer.Close();
    }

    private void WriteDeploy(ConstructorModel constructor)
    {
        string deployment = $"{Names.Contracts}.ContractDeployment<{contract.Class.Name}>";
        string returned = constructor.Error is { } error ? $"{Names.Result}<{deployment}, {error.CSharp}>" : deployment;
        string types = $"{contract.Class.Name}, Constructors.{constructor.Name}{(constructor.Error is { } one ? $", {one.CSharp}" : "")}";
        writer.Line();
        DocsEmitter.Write(writer, constructor.Docs, $"Deploys the contract by its constructor `{constructor.Label}`.");
        writer.Line("/// <param name=\"deployer\">Where to.</param>");
        WriteParameterDocs(constructor.Fields);
        WriteEndDocs("signer", constructor.Error is null ? "The contract." : "The contract; or the constructor's error, in which case nothing was sent.");
        writer.Line($"public static {Names.ValueTask}<{returned}> {constructor.Method}(");
        writer.Continued($"{Names.Contracts}.IContractDeployer deployer,");
        WriteParameters(constructor.Fields);
        writer.Continued($"{Names.Signer} signer,");
        writer.Continued($"{Names.Contracts}.ContractDeployOptions? options = null,");
        writer.Continued($"{Names.CancellationToken} cancellationToken = default) =>");
        writer.Continued($"DeployAsync<{types}>(deployer, Code, {New("Constructors", constructor.Name, constructor.Fields)}, signer, options, cancellationToken);");
    }

    private void WriteQuery(MessageModel message)
    {
        string call = $"CallAsync<Messages.{message.Name}, {message.Return?.CSharp ?? Names.Unit}>({New("Messages", message.Name, message.Fields)}, options, cancellationToken)";
        WriteHead(message, $"Asks the message `{message.Label}`.", signer: null, message.Return is null ? null : "What it returned.");
        string task = message.Return is { } type ? $"{Names.ValueTask}<{type.CSharp}>" : $"async {Names.ValueTask}";
        WriteSignature($"public {_virtual}{task} {message.Method}(", message.Fields, signer: false, "ContractCallOptions");
        writer.Continued(message.Return is null ? $"_ = await {call}.ConfigureAwait(false);" : $"{call};");
    }

    private void WriteSubmit(MessageModel message)
    {
        string type = message.Return?.CSharp ?? Names.Unit;
        WriteHead(message, $"Sends the message `{message.Label}`.", "signer", "What became of it.");
        WriteSignature($"public {_virtual}{Names.ValueTask}<{Names.Contracts}.ContractReceipt<{type}>> {message.Method}(", message.Fields, signer: true, "ContractTransactionOptions");
        writer.Continued($"SubmitAsync<Messages.{message.Name}, {type}>({New("Messages", message.Name, message.Fields)}, signer, options, cancellationToken);");
    }

    private void WriteEstimate(MessageModel message)
    {
        string type = message.Return?.CSharp ?? Names.Unit;
        writer.Line();
        writer.Line($"/// <summary>Tries the message <c>{DocsEmitter.Escape(message.Label)}</c>, to learn what it would return and cost.</summary>");
        WriteParameterDocs(message.Fields);
        WriteEndDocs(signer: null, "What it would return and cost.");
        WriteSignature($"public {_virtual}{Names.ValueTask}<{Names.Contracts}.ContractEstimate<{type}>> {message.EstimateMethod}(", message.Fields, signer: false, "ContractCallOptions");
        writer.Continued($"EstimateAsync<Messages.{message.Name}, {type}>({New("Messages", message.Name, message.Fields)}, options, cancellationToken);");
    }

    private void WriteHead(MessageModel message, string fallback, string? signer, string? returns)
    {
        writer.Line();
        DocsEmitter.Write(writer, message.Docs, fallback);
        WriteParameterDocs(message.Fields);
        WriteEndDocs(signer, returns);
    }

    private void WriteParameterDocs(IEnumerable<FieldModel> fields)
    {
        foreach (FieldModel field in fields)
        {
            DocsEmitter.Parameter(writer, field.Parameter, field.Docs, $"The contract's `{field.Label}`.");
        }
    }

    private void WriteEndDocs(string? signer, string? returns)
    {
        if (signer is not null)
        {
            writer.Line($"/// <param name=\"{signer}\">Who signs and pays.</param>");
        }

        writer.Line("/// <param name=\"options\">How; null for the defaults.</param>");
        writer.Line("/// <param name=\"cancellationToken\">Ends the wait.</param>");
        writer.Line(returns is null ? "/// <returns>A task that ends when it has returned.</returns>" : $"/// <returns>{returns}</returns>");
    }

    private void WriteSignature(string head, IEnumerable<FieldModel> fields, bool signer, string options)
    {
        writer.Line(head);
        WriteParameters(fields);
        if (signer)
        {
            writer.Continued($"{Names.Signer} signer,");
        }

        writer.Continued($"{Names.Contracts}.{options}? options = null,");
        writer.Continued($"{Names.CancellationToken} cancellationToken = default) =>");
    }

    private void WriteParameters(IEnumerable<FieldModel> fields)
    {
        foreach (FieldModel field in fields)
        {
            writer.Continued($"{field.Type.CSharp} {field.Parameter},");
        }
    }

    private static string New(string group, string name, IEnumerable<FieldModel> fields) =>
        $"new {group}.{name}({string.Join(", ", fields.Select(field => field.Parameter))})";
}
