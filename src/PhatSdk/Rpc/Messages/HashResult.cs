using System.Text.Json.Serialization;
using PhatSdk.Primitives;

namespace PhatSdk.Rpc.Messages;

/// <summary>A result that is a hash. It keeps the generator of JSON code away from the hash's span.</summary>
[JsonConverter(typeof(HashResultJsonConverter))]
internal sealed record HashResult(Hash256 Hash);
