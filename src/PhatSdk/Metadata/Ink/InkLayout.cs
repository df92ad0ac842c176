namespace PhatSdk.Metadata.Ink;

/// <summary>Where a contract keeps its storage, and in what order: ink_metadata's <c>Layout</c>. What there is at a place, its subclass tells.</summary>
/// <remarks>
/// Keys are hexadecimal text with <c>0x</c> of the bytes that the contract gives to its host: 4 bytes from ink! 4 on, where all fields that are not in a cell of their own lie
/// encoded behind each other in their root's cell; 32 bytes with ink! 3, where each field has a cell.
/// </remarks>
public abstract record InkLayout
{
    private protected InkLayout()
    {
    }
}
