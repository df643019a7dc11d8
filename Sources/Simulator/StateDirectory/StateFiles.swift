import Wire

/// The texts of the files that tell other programs how to reach a simulation.
struct StateFiles {
    let simulation: SimulatedWorld
    let endpoints: SimulatorEndpoints
    /// The folder's absolute path.
    let directory: String

    private var values: ScenarioValues { simulation.values }
    private var access: SimulatorAccess { simulation.access }

    /// Profiles, as for `AWS_CONFIG_FILE`.
    var config: String {
        access.keys.map { "[profile \($0.profile)]\nregion = \(values["region"])\noutput = json\n" }
            .joined(separator: "\n")
    }

    /// Access keys, as for `AWS_SHARED_CREDENTIALS_FILE`.
    var credentials: String {
        access.keys.map {
            "[\($0.profile)]\naws_access_key_id = \($0.accessKeyID)\naws_secret_access_key = \($0.secretAccessKey)\n"
        }.joined(separator: "\n")
    }

    /// The cluster with its administrator and somebody who may only look.
    var kubeconfig: String {
        let cluster = values["cluster"]
        let users = access.clusterTokens.map { token in
            (
                name: token.username == SimulatorAccess.administrator ? cluster : "\(cluster)-\(token.username)",
                token: token
            )
        }
        return YAMLWriter.text(of: [
            "apiVersion": "v1", "kind": "Config",
            "clusters": [
                [
                    "name": .string(cluster),
                    "cluster": [
                        "server": .string(endpoints.kubernetes),
                        "certificate-authority-data": .string(
                            Base64.encode(Array(endpoints.certificateAuthority.utf8))),
                    ],
                ]
            ],
            "users": .array(
                users.map { ["name": .string($0.name), "user": ["token": .string($0.token.token)]] }),
            "contexts": .array(
                users.map {
                    [
                        "name": .string($0.name),
                        "context": [
                            "cluster": .string(cluster), "user": .string($0.name),
                            "namespace": .string(values["namespace"]),
                        ],
                    ]
                }), "current-context": .string(cluster),
        ])
    }

    /// The answers that fit the world.
    var answers: String {
        let isSandbox = { (side: String) -> JSONValue in
            let account = values.account(of: side)
            return .bool(
                simulation.world.read {
                    !($0.accounts[account]?.ses[values["region"]]?.productionAccess ?? false)
                })
        }
        return YAMLWriter.text(of: [
            "schema": "sesame/answers/v1",
            "eks": [
                "account": .string(values["eksAccount"]), "region": .string(values["region"]),
                "cluster": .string(values["cluster"]), "oidcProvider": .string(values["issuer"]),
                "profile": .string(values["eksProfile"]), "sandbox": isSandbox("eks"),
            ],
            "ses": [
                "account": .string(values["sesAccount"]), "region": .string(values["region"]),
                "sender": .string(values["sender"]), "identity": .string(values.identity),
                "receiver": .string(values["receiver"]), "profile": .string(values["sesProfile"]),
                "sandbox": isSandbox("ses"),
            ],
            "kubernetes": [
                "context": .string(values["cluster"]), "namespace": .string(values["namespace"]),
                "serviceAccount": .string(values["serviceAccount"]), "testWorkload": false,
            ],
            "names": [
                "role": .string(values["role"]), "permissionsPolicy": .string(values["permissionsPolicy"]),
                "sendingPolicy": .string(values["sendingPolicy"]),
            ],
        ])
    }

    /// What a shell reads with `. environment`.
    var environment: String {
        [
            ("AWS_CONFIG_FILE", "\(directory)/aws-config"),
            ("AWS_SHARED_CREDENTIALS_FILE", "\(directory)/aws-credentials"),
            ("AWS_ENDPOINT_URL", endpoints.aws),
            // Nothing of a simulation may look for credentials outside of it, or reach loopback through a proxy.
            ("AWS_EC2_METADATA_DISABLED", "true"), ("NO_PROXY", "127.0.0.1,localhost,::1"),
            ("no_proxy", "127.0.0.1,localhost,::1"), ("KUBECONFIG", "\(directory)/kubeconfig"),
            ("SESAME_SIMULATOR_INBOX", endpoints.inbox),
            ("SESAME_SIMULATOR_ADMIN", endpoints.admin),
            ("SESAME_SIMULATOR_ADMIN_TOKEN", access.adminToken),
        ].map { "export \($0.0)=\(ShellQuoting.quoted($0.1))\n" }.joined()
    }
}
