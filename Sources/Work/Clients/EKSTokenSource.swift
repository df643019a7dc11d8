import AWSClient
import KubernetesClient
import Wire

/// Bearer tokens for an EKS cluster's API server, made without another program and used until shortly before they end.
actor EKSTokenSource: TokenSource {
    private let session: AWSSession
    private let cluster: String
    private var token: EKSToken?

    init(_ session: AWSSession, cluster: String) {
        self.session = session
        self.cluster = cluster
    }

    func token(refreshing: Bool) async throws(KubernetesFailure) -> String {
        if !refreshing, let token, session.clock.now.seconds(since: token.expiration) < -30 { return token.value }
        do {
            let made = try await EKSToken.make(session, cluster: cluster)
            token = made
            return made.value
        } catch {
            throw .credentials(error.sentence)
        }
    }
}
