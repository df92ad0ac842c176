using Microsoft.CodeAnalysis.CSharp;

namespace PhatSdk.SourceGenerator.Emission;

/// <summary>The SDK's and the framework's names as generated code spells them.</summary>
internal static class Names
{
    internal const string AccountId = "global::PhatSdk.Primitives.AccountId";
    internal const string CodeHash = "global::PhatSdk.Primitives.CodeHash";
    internal const string Hash256 = "global::PhatSdk.Primitives.Hash256";
    internal const string Selector = "global::PhatSdk.Primitives.Selector";
    internal const string Unit = "global::PhatSdk.Primitives.Unit";
    internal const string Result = "global::PhatSdk.Primitives.Result";
    internal const string Option = "global::PhatSdk.Primitives.Option";
    internal const string Contracts = "global::PhatSdk.Contracts";
    internal const string Signer = "global::PhatSdk.Crypto.ISigner";
    internal const string ScaleReader = "global::PhatSdk.Scale.ScaleReader";
    internal const string ScaleWriter = "global::PhatSdk.Scale.ScaleWriter";
    internal const string ScaleType = "global::PhatSdk.Scale.IScaleType";
    internal const string ScaleCodec = "global::PhatSdk.Scale.ScaleCodec";
    internal const string ScaleException = "global::PhatSdk.Scale.ScaleException";
    internal const string ValueTask = "global::System.Threading.Tasks.ValueTask";
    internal const string CancellationToken = "global::System.Threading.CancellationToken";
    internal const string ArgumentNullException = "global::System.ArgumentNullException";

    internal static string Literal(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
