import Design
import Simulator
import Stage

/// What can be broken on a stage: fourteen by number, and every other scenario with a code by its name.
enum FaultMenu {
    /// The menu, by its numbers: the name of the scenario, and what it is in a few words.
    private static let menu: [(name: String, title: String)] = [
        ("irsa-sub-wrong-namespace", "trust policy names another namespace"),
        ("irsa-trust-wrong-aud", "trust policy wants another audience"),
        ("irsa-https-in-condition-key", "https:// in a condition of the trust"),
        ("irsa-no-oidc-provider", "the cluster's provider is gone"),
        ("irsa-incorrect-token-audience", "the provider lacks sts.amazonaws.com"),
        ("ses-policy-dead-principal", "role deleted and made again"),
        ("ses-identity-policy-missing", "sending policy is gone"),
        ("ses-iam-policy-missing", "permissions policy is off the role"),
        ("ses-sender-not-verified", "sender not verified"),
        ("ses-sandbox-recipient", "receiver verified in the wrong account"),
        ("iam-permissions-boundary", "boundary of the role forbids sending"),
        ("irsa-pod-not-restarted", "pods older than the annotation"),
        ("irsa-webhook-missing", "webhook is gone"),
        ("you-expired", "sign-in of the presenter has ended"),
    ]

    /// Everything that can be broken, the menu first.
    static func faults() throws(Stop) -> [StageVocabulary.Fault] {
        let scenarios: [Scenario]
        do {
            scenarios = try ScenarioCatalogue().scenarios
        } catch {
            throw Stop(code: .failed, name: "BadScenario", message: error.sentence)
        }
        let codes = Dictionary(scenarios.compactMap { scenario in scenario.code.map { (scenario.name, $0) } }) { $1 }
        let numbered = menu.enumerated().compactMap { index, entry in
            codes[entry.name].map {
                StageVocabulary.Fault(number: index + 1, name: entry.name, title: entry.title, code: $0)
            }
        }
        let others = scenarios.filter { scenario in !menu.contains { $0.name == scenario.name } }.compactMap {
            scenario in
            scenario.code.map {
                StageVocabulary.Fault(number: nil, name: scenario.name, title: scenario.title, code: $0)
            }
        }
        return numbered + others
    }
}
