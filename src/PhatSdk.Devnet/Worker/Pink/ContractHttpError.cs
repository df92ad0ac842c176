namespace PhatSdk.Devnet.Worker.Pink;

/// <summary>Why a contract's HTTP request failed: <c>HttpRequestError</c> of the <c>pink</c> crate. Its numbers are those of SCALE; as a status it is one more.</summary>
internal enum ContractHttpError : byte
{
    InvalidUrl = 0,
    InvalidMethod = 1,
    InvalidHeaderName = 2,
    InvalidHeaderValue = 3,
    FailedToCreateClient = 4,
    Timeout = 5,
    NotAllowed = 6,
    TooManyRequests = 7,
    NetworkError = 8,
    ResponseTooLarge = 9,
    TooManyHeaders = 10,
}
