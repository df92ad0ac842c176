namespace PhatSdk.Metadata.Codecs;

/// <summary>A reference to the codec of a type, resolved when it is first used, as types may refer to themselves.</summary>
internal sealed class TypeCodecLink(TypeCodecs codecs, int typeId)
{
    private TypeCodec? _codec;

    public TypeCodec Codec => _codec ??= codecs.Get(typeId);
}
