using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using PhatSdk.Metadata.Types;

namespace PhatSdk.Metadata.Codecs;

/// <summary>The codecs of a registry's types, made when they are first needed.</summary>
internal sealed class TypeCodecs
{
    private static readonly ConditionalWeakTable<TypeRegistry, TypeCodecs> All = [];

    private readonly ConcurrentDictionary<int, TypeCodec> _codecs = [];
    private readonly Func<int, TypeCodec> _create;

    private TypeCodecs(TypeRegistry types)
    {
        Types = types;
        _create = id => TypeCodecFactory.Create(this, id);
    }

    public TypeRegistry Types { get; }

    public static TypeCodecs Of(TypeRegistry types)
    {
        ArgumentNullException.ThrowIfNull(types);
        return All.GetValue(types, static types => new TypeCodecs(types));
    }

    /// <exception cref="MetadataException">There is no such type, or nothing can be of it.</exception>
    public TypeCodec Get(int id) => _codecs.TryGetValue(id, out TypeCodec? codec) ? codec : _codecs.GetOrAdd(id, _create);
}
