/// Something that happened while a plan is applied.
public enum ApplyEvent: Hashable, Sendable {
    /// Something could not be checked before the first write, and is tried all the same; a sentence.
    case unchecked(String)
    /// The first call for a resource goes out.
    case started(ResourceAddress)
    /// A resource waits on purpose before it is tried again.
    ///
    /// - reason: for what, as a sentence without period; secondsLeft: until sesame gives up; attempt: which try comes.
    case pausing(ResourceAddress, reason: String, secondsLeft: Int, attempt: Int)
    /// A resource ended.
    case ended(ApplyResult)
    /// Everything else is done, and sesame looks every few seconds whether a person has done their part.
    case looking(secondsLeft: Int?)
}
