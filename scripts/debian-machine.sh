#!/bin/sh
# A machine with Debian's own OpenSSH server and sudo, in a mount namespace of its own: its /etc, /usr and /run are copies
# or covers, and nothing of the computer's own is changed. For root, inside `unshare --mount`; ends with its input.
# usage: debian-machine.sh PACKAGES KEYS PORT [read-only]
# PACKAGES holds .deb files; KEYS holds `ssh_host_ed25519_key` and `authorized_keys`. Users: root, `admin` who may sudo,
# `guest` who may not.
set -eu
packages=$1 keys=$2 port=$3 mode=${4-}

mount --make-rprivate /
mount -t tmpfs -o mode=755 tmpfs /run
mkdir /run/sshd /run/debian /run/keys
cp "$keys"/* /run/keys/
chown -R 0:0 /run/keys
for package in "$packages"/*.deb; do dpkg-deb -x "$package" /run/debian; done
mount -t overlay overlay -o lowerdir=/run/debian/usr:/usr /usr
cp -a /etc /run/etc
cp -a /run/debian/etc/. /run/etc/
mount --bind /run/etc /etc

rm -f /etc/ssh/ssh_host_* /etc/nologin
cp /usr/share/openssh/sshd_config /etc/ssh/sshd_config
cp /run/keys/ssh_host_ed25519_key /etc/ssh/
chmod 600 /etc/ssh/ssh_host_ed25519_key
# As on an image of which another kind of key was made at its first boot.
ssh-keygen -q -t ecdsa -N '' -f /etc/ssh/ssh_host_ecdsa_key
sed -i '/^\(sshd\|admin\|guest\):/d' /etc/passwd /etc/shadow
echo 'sshd:x:4240:65534::/run/sshd:/usr/sbin/nologin' >>/etc/passwd
for user in admin:4241 guest:4242; do
  echo "${user%:*}:x:${user#*:}:65534::/tmp:/bin/sh" >>/etc/passwd
  echo "${user%:*}:*:19000::::::" >>/etc/shadow
done
mkdir -p /etc/sudoers.d
echo 'admin ALL=(ALL) NOPASSWD:ALL' >/etc/sudoers.d/admin
if [ "$mode" = read-only ]; then
  mount --bind /etc/ssh /etc/ssh
  mount -o remount,ro,bind /etc/ssh
fi

/usr/sbin/sshd -D -e -p "$port" -o ListenAddress=127.0.0.1 -o AuthorizedKeysFile=/run/keys/authorized_keys </dev/null &
cat >/dev/null
kill $!
wait $! || true
