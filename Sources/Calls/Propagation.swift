/// What an operation may not see yet of what was made a moment ago: IAM's changes take a while to be seen everywhere.
///
/// Source: the propagation rules of Terraform's AWS provider; IAM itself documents no number.
public enum Propagation: Hashable, Sendable {
    /// Nothing: a refusal is meant.
    case nothing
    /// The role that it is about.
    case role
    /// A principal that its trust policy names.
    case trustedPrincipal
    /// The role that its policy lets in, as SES sees it.
    case principalInSES
}
