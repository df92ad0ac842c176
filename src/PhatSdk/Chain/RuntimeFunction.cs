using PhatSdk.Metadata;
using PhatSdk.Metadata.Types;
using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Chain;

/// <summary>A function of a runtime's API, with the types of what goes in and comes out.</summary>
internal sealed record RuntimeFunction(string Name, IReadOnlyList<ParameterMetadata> Inputs, int OutputTypeId, TypeRegistry Types)
{
    private const int StackSize = 256;

    /// <summary>Finds a function: by the metadata, or, where that is V14 and tells of none, among those that are known to the library.</summary>
    /// <exception cref="MetadataException">There is none, or it is not known.</exception>
    public static RuntimeFunction Find(Runtime runtime, string api, string method)
    {
        ArgumentNullException.ThrowIfNull(api);
        ArgumentNullException.ThrowIfNull(method);
        if (runtime.Metadata.Apis.Count == 0)
        {
            return KnownRuntimeApis.Find(runtime.Version, api, method);
        }

        RuntimeApiMethodMetadata described = runtime.Metadata.Api(api).Method(method);
        return new RuntimeFunction($"{api}_{method}", described.Inputs, described.OutputTypeId, runtime.Metadata.Types);
    }

    /// <summary>Encodes the arguments, one after the other.</summary>
    /// <exception cref="ArgumentException">There are not as many as the function has parameters, or one is no value of its type.</exception>
    public byte[] Encode(IReadOnlyList<ScaleValue> arguments)
    {
        if (arguments.Count != Inputs.Count)
        {
            throw new ArgumentException(
                $"{Name} takes {Inputs.Count} arguments ({string.Join(", ", Inputs.Select(static input => input.Name))}), not {arguments.Count}", nameof(arguments));
        }

        ScaleWriter writer = new(stackalloc byte[StackSize]);
        try
        {
            for (int i = 0; i < arguments.Count; i++)
            {
                DynamicCodec.Encode(ref writer, Types, Inputs[i].TypeId, arguments[i], $"{Name}, {Inputs[i].Name}");
            }

            return writer.ToArray();
        }
        finally
        {
            writer.Dispose();
        }
    }

    /// <summary>Decodes the result.</summary>
    /// <exception cref="ScaleException">The bytes are no such result.</exception>
    public ScaleValue Decode(ReadOnlySpan<byte> result) => DynamicCodec.Decode(result, Types, OutputTypeId);
}
