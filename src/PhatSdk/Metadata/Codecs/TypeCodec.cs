using PhatSdk.Metadata.Values;
using PhatSdk.Scale;

namespace PhatSdk.Metadata.Codecs;

/// <summary>Encodes and decodes the values of one type of a registry.</summary>
internal abstract class TypeCodec
{
    private const int Unknown = -1;
    private const int DeepestSize = 64;

    private static readonly Lock SizeLock = new();

    private readonly string _name;
    private int _minimumSize = Unknown;
    private bool _isSizing;

    protected TypeCodec(string name)
    {
        _name = name;
        DecodeDelegate = Decode;
    }

    /// <summary><see cref="Decode"/>, for readers of elements.</summary>
    public ScaleDecoder<ScaleValue> DecodeDelegate { get; }

    /// <summary>The size in bytes of all values, where any bytes of that size are one; else 0.</summary>
    public virtual int PlainSize => 0;

    /// <summary>Whether <see cref="ScaleValue.Unit"/> is the only value.</summary>
    public virtual bool IsUnit => false;

    /// <summary>The least number of bytes that a value takes, or fewer. For types that hold themselves without end, so have no value, any number.</summary>
    public int MinimumSize
    {
        get
        {
            if (_minimumSize == Unknown)
            {
                lock (SizeLock)
                {
                    return MinimumSizeAt(0);
                }
            }

            return _minimumSize;
        }
    }

    /// <summary>The type's name, for messages.</summary>
    public sealed override string ToString() => _name;

    public abstract ScaleValue Decode(ref ScaleReader reader);

    public abstract void Skip(ref ScaleReader reader);

    /// <exception cref="ScaleMismatchException">The value is not of the type.</exception>
    public abstract void Encode(ref ScaleWriter writer, ScaleValue value);

    /// <summary>Whether a value is of the right kind. What it is made of may still be wrong.</summary>
    public abstract bool Accepts(ScaleValue value);

    /// <summary>For <see cref="ComputeMinimumSize"/> of other types alone.</summary>
    public int MinimumSizeAt(int depth)
    {
        if (_minimumSize == Unknown)
        {
            if (_isSizing || depth > DeepestSize)
            {
                return 0;
            }

            _isSizing = true;
            int size = ComputeMinimumSize(depth + 1);
            _isSizing = false;
            _minimumSize = size;
        }

        return _minimumSize;
    }

    protected abstract int ComputeMinimumSize(int depth);
}
