import Wire

/// The node and the services that every cluster of the simulator has.
enum SystemObjects {
    /// The name of the node that pods run on.
    static func nodeName(in region: String) -> String {
        "ip-10-0-1-17.\(region == "us-east-1" ? "ec2.internal" : "\(region).compute.internal")"
    }

    /// The API server's own service, and the cluster's DNS.
    static let services: [(namespace: String, object: JSONValue)] = [
        (
            "default",
            [
                "metadata": ["name": "kubernetes", "labels": ["component": "apiserver", "provider": "kubernetes"]],
                "spec": [
                    "clusterIP": "10.100.0.1",
                    "ports": [["name": "https", "protocol": "TCP", "port": 443, "targetPort": 443]],
                ],
            ]
        ),
        (
            "kube-system",
            [
                "metadata": [
                    "name": "kube-dns",
                    "labels": [
                        "eks.amazonaws.com/component": "kube-dns", "k8s-app": "kube-dns",
                        "kubernetes.io/cluster-service": "true", "kubernetes.io/name": "CoreDNS",
                    ],
                ],
                "spec": [
                    "clusterIP": "10.100.0.10", "selector": ["k8s-app": "kube-dns"],
                    "ports": [
                        ["name": "dns", "protocol": "UDP", "port": 53, "targetPort": 53],
                        ["name": "dns-tcp", "protocol": "TCP", "port": 53, "targetPort": 53],
                    ],
                ],
            ]
        ),
    ]

    /// Who may do everything.
    static let administrators: JSONValue = [
        "metadata": ["name": "cluster-admin", "labels": ["kubernetes.io/bootstrapping": "rbac-defaults"]],
        "roleRef": ["apiGroup": "rbac.authorization.k8s.io", "kind": "ClusterRole", "name": "cluster-admin"],
        "subjects": [["apiGroup": "rbac.authorization.k8s.io", "kind": "Group", "name": "system:masters"]],
    ]

    /// The node.
    static func node(of cluster: ClusterState) -> JSONValue {
        let name = nodeName(in: cluster.region)
        let moment = JSONValue.string(cluster.createdAt.iso8601)
        let amounts: JSONValue = ["cpu": "2", "memory": "3943336Ki", "pods": "29"]
        return [
            "metadata": [
                "name": name.json,
                "labels": [
                    "eks.amazonaws.com/nodegroup": "main", "kubernetes.io/arch": "amd64",
                    "kubernetes.io/hostname": name.json, "kubernetes.io/os": "linux",
                    "node.kubernetes.io/instance-type": "t3.medium",
                    "topology.kubernetes.io/region": cluster.region.json,
                    "topology.kubernetes.io/zone": "\(cluster.region)a".json,
                ],
            ], "spec": ["providerID": "aws:///\(cluster.region)a/i-0123456789abcdef0".json],
            "status": [
                "capacity": amounts, "allocatable": amounts,
                "conditions": [
                    [
                        "type": "Ready", "status": "True", "lastHeartbeatTime": moment, "lastTransitionTime": moment,
                        "reason": "KubeletReady", "message": "kubelet is posting ready status",
                    ]
                ],
                "addresses": [
                    ["type": "InternalIP", "address": "10.0.1.17"], ["type": "InternalDNS", "address": name.json],
                    ["type": "Hostname", "address": name.json],
                ], "daemonEndpoints": ["kubeletEndpoint": ["Port": 10_250]],
                "nodeInfo": [
                    "machineID": "ec2a0e2b7d3c4f5a8b9c0d1e2f3a4b5c",
                    "systemUUID": "ec2a0e2b-7d3c-4f5a-8b9c-0d1e2f3a4b5c",
                    "bootID": "1c7a5f0e-3b2d-4c8e-9f6a-7d5e4c3b2a10",
                    "kernelVersion": "6.1.134-152.225.amzn2023.x86_64",
                    "osImage": "Amazon Linux 2023.7.20250512", "containerRuntimeVersion": "containerd://1.7.27",
                    "kubeletVersion": "v\(cluster.version).1-eks-1234567".json, "kubeProxyVersion": "",
                    "operatingSystem": "linux", "architecture": "amd64",
                ],
            ],
        ]
    }
}
